import { X } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { formatClock, formatDayAndTime } from '../../parts/time.tsx';
import { isFiltered, NO_FILTER, type LogFilter } from '../../state/log-filter.ts';
import { ALWAYS, type LogRange } from '../../state/log-range.ts';
import { parseWords, withoutWord } from '../../state/log-words.ts';
import { logText } from '../../text/en/log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { reasonLabel } from './reason-picker.tsx';

interface Props {
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

export interface Chip {
  readonly words: string;
  /** What is changed to take it away. */
  readonly without: Partial<LogFilter>;
}

/** What narrows the list, each to be taken away by itself, or all at once. */
export function LogChips({ filter, onFilter }: Props) {
  if (!isFiltered(filter)) return null;
  return (
    <ul className="log-chips" aria-label={logToolsText.chips}>
      {chipsOf(filter).map(({ words, without }) => (
        <li key={words} className="log-chip">
          <span>{words}</span>
          <Button
            look="quiet"
            icon={X}
            aria-label={logToolsText.chipRemove(words)}
            onPress={() => {
              onFilter(without);
            }}
          />
        </li>
      ))}
      <li>
        <Button
          look="link"
          onPress={() => {
            onFilter(NO_FILTER);
          }}
        >
          {logToolsText.clear}
        </Button>
      </li>
    </ul>
  );
}

/** The filter in words, one for each part of it. */
export function chipsOf(filter: LogFilter): readonly Chip[] {
  const { result, direction, option, wouldHaveBlocked, range, text } = filter;
  const words = logToolsText.chip;
  return [
    ...(result === 'all'
      ? []
      : [{ words: words.result(logText.results[result]), without: { result: NO_FILTER.result } }]),
    ...(direction === 'both'
      ? []
      : [
          {
            words: words.direction(logText.directions[direction]),
            without: { direction: NO_FILTER.direction },
          },
        ]),
    ...(option === null ? [] : [{ words: words.option(reasonLabel(option)), without: { option: null } }]),
    ...(wouldHaveBlocked ? [{ words: words.would, without: { wouldHaveBlocked: false } }] : []),
    ...(range.kind === 'always' ? [] : [{ words: rangeWords(range), without: { range: ALWAYS } }]),
    ...parseWords(text).map(({ field, value, isExcluded }, index) => {
      const said = words.word(logToolsText.fields[field], value);
      return {
        words: isExcluded ? words.not(said) : said,
        without: { text: withoutWord(text, index) },
      };
    }),
  ];
}

function rangeWords(range: Exclude<LogRange, { kind: 'always' }>): string {
  const words = logToolsText.chip;
  switch (range.kind) {
    case 'named':
      return logToolsText.ranges[range.name];
    case 'since':
      return words.since(formatClock(range.at));
    case 'between':
      if (range.from === null) return words.until(formatDayAndTime(range.to ?? 0));
      if (range.to === null) return words.from(formatDayAndTime(range.from));
      return words.between(formatDayAndTime(range.from), formatDayAndTime(range.to));
  }
}

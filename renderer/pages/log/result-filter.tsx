import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { SESSION_RESULTS } from '../../../server/contract/session-log.ts';
import { formatCount } from '../../parts/size.ts';
import type { KnownCounts, LogFilter } from '../../state/log-filter.ts';
import { logText } from '../../text/en/log.ts';

const RESULTS: readonly LogFilter['result'][] = [
  'all',
  'blocked',
  'accepted',
  ...SESSION_RESULTS.filter((result) => result !== 'blocked' && result !== 'accepted'),
];

interface Props {
  readonly selected: LogFilter['result'];
  readonly counts: KnownCounts;
  readonly onSelect: (result: LogFilter['result']) => void;
}

/** One result or all, with the number of each. */
export function ResultFilter({ selected, counts, onSelect }: Props) {
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={logText.filterResult}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const wanted = RESULTS.find((result) => keys.has(result));
        if (wanted) onSelect(wanted);
      }}
    >
      {RESULTS.map((result) => (
        <ToggleButton key={result} id={result} className="segment">
          {logText.results[result]} <span className="segment-count">{countWords(counts[result])}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** `1,284`, or `1,284+` where there may be more; nothing where none is known and there may be some. */
function countWords({ known, isAll }: KnownCounts['all']): string {
  if (isAll) return formatCount(known);
  return known === 0 ? '' : `${formatCount(known)}+`;
}

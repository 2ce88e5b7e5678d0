import { Pause, Play } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { SESSION_RESULTS } from '../../../server/contract/session-log.ts';
import { Button } from '../../parts/button.tsx';
import { formatCount } from '../../parts/size.ts';
import { shortcutName } from '../../shell/shortcut.ts';
import { DIRECTIONS, type LogFilter, type ResultCounts } from '../../state/log-filter.ts';
import type { LogView } from '../../state/log-view.ts';
import { logText } from '../../text/en/log.ts';

const RESULTS: readonly LogFilter['result'][] = [
  'all',
  'blocked',
  'accepted',
  ...SESSION_RESULTS.filter((result) => result !== 'blocked' && result !== 'accepted'),
];

interface Props {
  readonly filter: LogFilter;
  readonly view: LogView;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

/** Which sessions are shown, and whether the list moves. */
export function LogToolbar({ filter, view, onFilter }: Props) {
  const isPaused = view.stillness === 'paused';
  return (
    <div className="log-toolbar" role="toolbar" aria-label={logText.toolbar}>
      <ResultFilter
        selected={filter.result}
        counts={view.counts}
        onSelect={(result) => {
          onFilter({ result });
        }}
      />
      <select
        className="field-input log-direction"
        aria-label={logText.filterDirection}
        value={filter.direction}
        onChange={(event) => {
          const wanted = DIRECTIONS.find((direction) => direction === event.target.value);
          if (wanted) onFilter({ direction: wanted });
        }}
      >
        {DIRECTIONS.map((direction) => (
          <option key={direction} value={direction}>
            {logText.directions[direction]}
          </option>
        ))}
      </select>
      <SearchField
        className="log-search"
        aria-label={logText.filterText}
        value={filter.text}
        onChange={(words) => {
          onFilter({ text: words });
        }}
      >
        <Input
          id="log-filter"
          className="field-input"
          title={logText.filterHelp}
          placeholder={logText.filterPlaceholder(shortcutName('F'))}
        />
      </SearchField>
      <Button
        icon={isPaused ? Play : Pause}
        onPress={() => {
          view.setPaused(!isPaused);
        }}
      >
        {isPaused ? logText.resume : logText.pause}
      </Button>
    </div>
  );
}

function ResultFilter({
  selected,
  counts,
  onSelect,
}: {
  readonly selected: LogFilter['result'];
  readonly counts: ResultCounts;
  readonly onSelect: (result: LogFilter['result']) => void;
}) {
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
          {logText.results[result]} <span className="segment-count">{formatCount(counts[result])}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

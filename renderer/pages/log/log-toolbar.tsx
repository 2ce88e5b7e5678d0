import { MapPin, Pause, Play } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { Button } from '../../parts/button.tsx';
import { shortcutName } from '../../shell/shortcut.ts';
import { DIRECTIONS, type LogFilter } from '../../state/log-filter.ts';
import type { LogView } from '../../state/log-view.ts';
import { logText } from '../../text/en/log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { ExportButton } from './export-button.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { RangePicker } from './range-picker.tsx';
import { ReasonPicker } from './reason-picker.tsx';
import { ResultFilter } from './result-filter.tsx';

interface Props {
  readonly filter: LogFilter;
  readonly view: LogView;
  readonly onFilter: (change: Partial<LogFilter>) => void;
  readonly onMark: () => void;
}

/** Which sessions are shown, and whether the list moves. */
export function LogToolbar({ filter, view, onFilter, onMark }: Props) {
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
      <RangePicker
        range={filter.range}
        onRange={(range) => {
          onFilter({ range });
        }}
      />
      <ReasonPicker filter={filter} onFilter={onFilter} />
      <select
        className="field-input log-picker"
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
      <FilterMenu filter={filter} onFilter={onFilter} />
      <span className="log-toolbar-gap" />
      <Button
        icon={isPaused ? Play : Pause}
        onPress={() => {
          view.setPaused(!isPaused);
        }}
      >
        {isPaused ? logText.resume : logText.pause}
      </Button>
      <Button icon={MapPin} onPress={onMark}>
        {logToolsText.mark}
      </Button>
      <ExportButton filter={filter} />
    </div>
  );
}

import { RotateCw } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { Button } from '../../parts/button.tsx';
import { useFilterShortcut } from '../../shell/use-filter-shortcut.ts';
import { shortcutName } from '../../shell/shortcut.ts';
import { QUEUE_STATES, type QueueAddress } from '../../state/queue-address.ts';
import { useRetryAll } from '../../state/use-queue.ts';
import { queueText } from '../../text/en/queue.ts';

const STATES = ['all', ...QUEUE_STATES] as const;
const SEARCH_ID = 'queue-search';

interface Props {
  readonly filter: QueueAddress;
  readonly isEmpty: boolean;
  readonly onFilter: (change: Partial<QueueAddress>) => void;
}

/** Which messages are shown; and the one thing that is done to all of them. */
export function QueueToolbar({ filter, isEmpty, onFilter }: Props) {
  const retryAll = useRetryAll(filter);
  useFilterShortcut(SEARCH_ID);
  return (
    <div className="log-toolbar" role="toolbar" aria-label={queueText.toolbar}>
      <ToggleButtonGroup
        className="segmented"
        aria-label={queueText.filterState}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter.state]}
        onSelectionChange={(keys) => {
          const wanted = STATES.find((state) => keys.has(state));
          if (wanted) onFilter({ state: wanted });
        }}
      >
        {STATES.map((state) => (
          <ToggleButton key={state} id={state} className="segment">
            {queueText.states[state]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SearchField
        className="log-search"
        aria-label={queueText.search}
        value={filter.text}
        onChange={(text) => {
          onFilter({ text });
        }}
      >
        <Input
          id={SEARCH_ID}
          className="field-input"
          placeholder={queueText.searchPlaceholder(shortcutName('F'))}
        />
      </SearchField>
      <Button icon={RotateCw} isDisabled={isEmpty} onPress={retryAll}>
        {queueText.retryAll}
      </Button>
    </div>
  );
}

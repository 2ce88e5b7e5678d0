import { Hourglass, ScrollText, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { Placeholder } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { formatClock, formatDayAndTime } from '../../parts/time.tsx';
import type { LiveLog } from '../../state/live-log.ts';
import { isFiltered, NO_FILTER, type LogFilter } from '../../state/log-filter.ts';
import { ALWAYS } from '../../state/log-range.ts';
import type { LogView } from '../../state/log-view.ts';
import { text } from '../../text/en.ts';
import { logText } from '../../text/en/log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

/** About as many as a list on the screen would ask for. */
const ROWS_WANTED = 30;

interface Props {
  readonly log: LiveLog;
  readonly view: LogView;
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

/** Why the list is empty, and what to do about it. */
export function NothingShown({ log, view, filter, onFilter }: Props) {
  const { end, want } = view;
  useEffect(() => {
    want(0, ROWS_WANTED);
  });
  if (log.state.kind === 'failed') return <Failed because={log.state.because} onRetry={log.retry} />;
  if (log.state.kind === 'loading') return <Placeholder />;
  switch (end.kind) {
    case 'more':
    case 'loading':
      return <Placeholder />;
    case 'failed':
      return <Failed because={end.because} onRetry={view.goOn} />;
    case 'bounded':
      return (
        <EmptyState
          icon={SearchX}
          title={logToolsText.footer.searchedBackNothing(formatDayAndTime(end.searchedBackTo))}
        >
          <Button onPress={view.goOn}>{logToolsText.footer.further}</Button>
          <ClearButton onFilter={onFilter} />
        </EmptyState>
      );
    case 'end':
    case 'full':
      return <Empty filter={filter} onFilter={onFilter} />;
  }
}

function Empty({ filter, onFilter }: Pick<Props, 'filter' | 'onFilter'>) {
  if (!isFiltered(filter))
    return (
      <EmptyState icon={ScrollText} title={logText.empty}>
        <p>{logText.emptyHelp}</p>
      </EmptyState>
    );
  if (filter.range.kind === 'since')
    return (
      <EmptyState icon={Hourglass} title={logToolsText.footer.waiting(formatClock(filter.range.at))}>
        <Button
          onPress={() => {
            onFilter({ range: ALWAYS });
          }}
        >
          {logToolsText.beforeMark}
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState icon={SearchX} title={logText.nothingMatches}>
      <p>{logText.nothingMatchesHelp}</p>
      <ClearButton onFilter={onFilter} />
    </EmptyState>
  );
}

function ClearButton({ onFilter }: Pick<Props, 'onFilter'>) {
  return (
    <Button
      onPress={() => {
        onFilter(NO_FILTER);
      }}
    >
      {logText.clearFilter}
    </Button>
  );
}

function Failed({ because, onRetry }: { readonly because: string; readonly onRetry: () => void }) {
  return (
    <EmptyState icon={SearchX} title={text.common.couldNotLoad}>
      <p>{because}</p>
      <Button onPress={onRetry}>{text.common.tryAgain}</Button>
    </EmptyState>
  );
}

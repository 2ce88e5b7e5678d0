import { ScrollText, SearchX } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Placeholder } from '../../parts/answer.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useFilterShortcut } from '../../shell/use-filter-shortcut.ts';
import { isFiltered, NO_FILTER } from '../../state/log-filter.ts';
import { useLiveLog, type LiveLog } from '../../state/live-log.ts';
import { useLogAddress } from '../../state/log-address.ts';
import { useLogView } from '../../state/log-view.ts';
import { text } from '../../text/en.ts';
import { logText } from '../../text/en/log.ts';
import { BlockedAnnouncer } from './blocked-announcer.tsx';
import { LogGrid } from './log-grid.tsx';
import { LogToolbar } from './log-toolbar.tsx';
import { SessionDetailPane } from './session-detail-pane.tsx';

/** Every session as it happens, and why each ended as it did. */
export function LogPage() {
  const log = useLiveLog();
  const [address, goTo] = useLogAddress();
  const view = useLogView(log, address);
  useFilterShortcut('log-filter');

  const togglePause = () => {
    view.setPaused(view.stillness !== 'paused');
  };
  const select = (id: string | null) => {
    goTo({ session: id });
  };

  return (
    <PageFrame title={logText.title} lead={logText.lead} width="full">
      <LogToolbar filter={address} view={view} onFilter={goTo} />
      <BlockedAnnouncer ring={log.ring} />
      <div className={address.session === null ? 'log-panes' : 'log-panes has-detail'}>
        <section className="log-pane card" aria-label={logText.grid} data-region tabIndex={-1}>
          {view.rows.length > 0 ? (
            <LogGrid view={view} selected={address.session} onSelect={select} onTogglePause={togglePause} />
          ) : (
            <NothingShown
              log={log}
              isFiltered={isFiltered(address)}
              onClear={() => {
                goTo(NO_FILTER);
              }}
            />
          )}
          {view.arrived > 0 && (
            <Button look="primary" onPress={view.follow}>
              {logText.arrived(view.arrived)}
            </Button>
          )}
        </section>
        {address.session !== null && (
          <SessionDetailPane
            key={address.session}
            id={address.session}
            revision={log.ring.find(address.session)?.revision ?? 0}
            onClose={() => {
              select(null);
            }}
          />
        )}
      </div>
    </PageFrame>
  );
}

function NothingShown({
  log,
  isFiltered,
  onClear,
}: {
  readonly log: LiveLog;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}) {
  if (log.state.kind === 'loading') return <Placeholder />;
  if (log.state.kind === 'failed') {
    return (
      <EmptyState icon={SearchX} title={text.common.couldNotLoad}>
        <p>{log.state.because}</p>
        <Button onPress={log.retry}>{text.common.tryAgain}</Button>
      </EmptyState>
    );
  }
  if (!isFiltered) {
    return (
      <EmptyState icon={ScrollText} title={logText.empty}>
        <p>{logText.emptyHelp}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={logText.nothingMatches}>
      <p>{logText.nothingMatchesHelp}</p>
      <Button onPress={onClear}>{logText.clearFilter}</Button>
    </EmptyState>
  );
}

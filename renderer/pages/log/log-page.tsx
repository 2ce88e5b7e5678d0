import { useEffect, useState } from 'react';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { Button } from '../../parts/button.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useFilterShortcut } from '../../shell/use-filter-shortcut.ts';
import { lastLook, noteLook } from '../../state/last-look.ts';
import { useLiveLog } from '../../state/live-log.ts';
import { logAddress, useLogAddress } from '../../state/log-address.ts';
import { isFiltered } from '../../state/log-filter.ts';
import { useLogView } from '../../state/log-view.ts';
import { withWord } from '../../state/log-words.ts';
import { usePlaceOfLink } from '../../state/use-place-of-link.ts';
import { logText } from '../../text/en/log.ts';
import { onActionKey } from './actions/action-keys.ts';
import { AttackNote } from './attack-note.tsx';
import { BlockedAnnouncer } from './blocked-announcer.tsx';
import { CellMenu, type CellMenuPlace } from './cell-menu.tsx';
import { LogChips } from './log-chips.tsx';
import { LogFooter } from './log-footer.tsx';
import { LogGrid } from './log-grid.tsx';
import { LogToolbar } from './log-toolbar.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { SessionDetailPane } from './session-detail-pane.tsx';

/** Every session as it happens and as far back as they are kept, and why each ended as it did. */
export function LogPage() {
  const log = useLiveLog();
  const { ring } = log;
  const [address, goTo] = useLogAddress();
  const [lookedBefore] = useState(lastLook);
  const view = useLogView(log, address, lookedBefore);
  const filter = logAddress({ ...address, session: null });
  const [shownFilter, setShownFilter] = useState(filter);
  if (filter !== shownFilter) {
    setShownFilter(filter);
    // What is asked for now, by whatever link, is shown from its newest row on; only a pause lasts.
    if (view.stillness === 'held') view.follow();
  }
  const [menu, setMenu] = useState<CellMenuPlace | null>(null);
  const [mark, setMark] = useState(address.range.kind === 'since' ? address.range.at : null);
  useFilterShortcut('log-filter');
  const isInList = address.session !== null && view.indexOf(address.session, address.at) >= 0;
  usePlaceOfLink(address, isInList, ring.floor, goTo);
  useEffect(
    () => () => {
      noteLook(ring.newestStart);
    },
    [ring],
  );

  const select = (row: SessionSummary) => {
    goTo({ session: row.id, at: row.startedAt });
  };
  const markNow = () => {
    const at = Math.max(Date.now(), (ring.newestStart ?? 0) + 1);
    setMark(at);
    view.follow();
    goTo({ range: { kind: 'since', at } });
  };

  return (
    <PageFrame title={logText.title} lead={logText.lead} width="full">
      <LogToolbar filter={address} view={view} onFilter={goTo} onMark={markNow} />
      <LogChips filter={address} onFilter={goTo} />
      <BlockedAnnouncer ring={ring} />
      <AttackNote
        ring={ring}
        onOnlyIp={(ip) => {
          goTo({ text: withWord(address.text, { field: 'ip', value: ip, isExcluded: false }) });
        }}
      />
      <div
        className={address.session === null ? 'log-panes' : 'log-panes has-detail'}
        onKeyDown={(event) => {
          onActionKey(event, { session: address.session, rowAt: view.rowAt, show: select });
        }}
      >
        <section className="log-pane card" aria-label={logText.grid} data-region tabIndex={-1}>
          {view.known > 0 ? (
            <LogGrid
              view={view}
              selected={address.session === null ? null : { id: address.session, startedAt: address.at }}
              mark={mark}
              onSelect={select}
              onTogglePause={() => {
                view.setPaused(view.stillness !== 'paused');
              }}
              onMenu={setMenu}
            />
          ) : (
            <NothingShown log={log} view={view} filter={address} onFilter={goTo} />
          )}
          {view.known > 0 && <LogFooter view={view} isFiltered={isFiltered(address)} />}
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
            startedAt={address.at}
            revision={ring.find(address.session)?.revision ?? 0}
            onClose={() => {
              goTo({ session: null, at: null });
            }}
          />
        )}
      </div>
      {menu && (
        <CellMenu
          place={menu}
          onFilter={(word) => {
            goTo({ text: withWord(address.text, word) });
          }}
          onClose={() => {
            setMenu(null);
          }}
        />
      )}
    </PageFrame>
  );
}

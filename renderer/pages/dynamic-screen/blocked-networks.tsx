import { ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import type { ScreenedNetwork } from '../../../server/contract/screened-network.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { formatCount } from '../../parts/size.ts';
import { Moment } from '../../parts/time.tsx';
import { logAddress } from '../../state/log-address.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useNow } from '../../state/use-now.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.screen;

/** The networks that are blocked now, newest first. */
export function BlockedNetworks({ blocked }: { readonly blocked: readonly ScreenedNetwork[] }) {
  const now = useNow(30_000);
  const make = useReportedChange();
  const unblock = ({ network, until, reason }: ScreenedNetwork) => {
    make({
      text: words.unblocked(network),
      run: ['screen.unblock', network],
      undo: [['screen.block', network, until, reason]],
      shownBy: 'screen.list',
    });
  };
  return (
    <Card>
      <DataTable
        label={words.blocked}
        columns={columns(now)}
        rows={blocked.toSorted((one, other) => other.since - one.since)}
        rowKey={({ network }) => network}
        actions={(entry) => (
          <Button
            aria-label={words.unblockNamed(entry.network)}
            onPress={() => {
              unblock(entry);
            }}
          >
            {words.unblock}
          </Button>
        )}
        empty={
          <EmptyState icon={ShieldCheck} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
      />
    </Card>
  );
}

function columns(now: number): readonly Column<ScreenedNetwork>[] {
  return [
    { key: 'network', title: words.network, render: ({ network }) => <code>{network}</code> },
    { key: 'reason', title: words.columns.reason, render: (entry) => <Reason entry={entry} /> },
    { key: 'since', title: words.columns.since, render: ({ since }) => <Moment at={since} now={now} /> },
    {
      key: 'until',
      title: words.columns.until,
      render: ({ until }) =>
        until === null ? (
          <span className="quiet">{words.untilRemoved}</span>
        ) : (
          <Moment at={until} now={now} />
        ),
    },
    { key: 'hits', title: words.columns.hits, kind: 'number', render: ({ hits }) => formatCount(hits) },
    {
      key: 'by',
      title: words.columns.by,
      render: ({ addedBy }) => (addedBy === 'rule' ? words.byRule : words.byYou),
    },
  ];
}

function Reason({ entry: { reason, sessionId, offences } }: { readonly entry: ScreenedNetwork }) {
  return (
    <>
      {reason}
      {offences > 1 && <span className="quiet"> · {words.offences(offences)}</span>}
      {sessionId !== null && (
        <>
          {' · '}
          <Link href={logAddress({ session: sessionId })}>{words.session(sessionId)}</Link>
        </>
      )}
    </>
  );
}

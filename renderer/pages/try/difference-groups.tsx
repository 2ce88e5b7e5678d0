import { useId } from 'react';
import { Link } from 'wouter';
import type { WhatIfGroup } from '../../../server/contract/what-if.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/time.tsx';
import { logAddress } from '../../state/log-address.ts';
import { useNow } from '../../state/use-now.ts';
import { number } from '../../text/format.ts';
import { tryText } from '../../text/en/try.ts';

const words = tryText.difference;

interface Props {
  readonly title: string;
  readonly groups: readonly WhatIfGroup[];
  /** Of all groups, those left out included. */
  readonly sessions: number;
}

/** Sender by sender: how often, from where, which rule, and the newest session in the log. */
export function DifferenceGroups({ title, groups, sessions }: Props) {
  const id = useId();
  const now = useNow(60_000);
  if (groups.length === 0) return null;
  const listed = groups.reduce((sum, group) => sum + group.sessions, 0);
  return (
    <section aria-labelledby={id} className="difference-groups">
      <h3 id={id}>{title}</h3>
      <DataTable
        label={title}
        columns={columns(now)}
        rows={groups}
        rowKey={({ sender, account, refusal }) =>
          `${String(sender)} ${String(account)} ${String(refusal.rule)} ${String(refusal.option)}`
        }
        empty={null}
      />
      {sessions > listed && <p className="quiet">{words.more(sessions - listed)}</p>}
    </section>
  );
}

function columns(now: number): readonly Column<WhatIfGroup>[] {
  return [
    {
      key: 'sender',
      title: words.columns.sender,
      render: ({ sender, account }) => (
        <>
          <span className="difference-sender">{senderName(sender)}</span>
          {account !== null && <span className="cell-detail">{words.signedInAs(account)}</span>}
        </>
      ),
    },
    {
      key: 'sessions',
      title: words.columns.sessions,
      kind: 'number',
      render: ({ sessions, steps }) => (
        <>
          {number(sessions)}
          {steps > sessions && <span className="cell-detail">{words.moreSteps(steps)}</span>}
        </>
      ),
    },
    {
      key: 'from',
      title: words.columns.from,
      render: ({ ips }) =>
        ips.map((ip) => (
          <code key={ip} className="difference-ip">
            {ip}
          </code>
        )),
    },
    {
      key: 'why',
      title: words.columns.why,
      render: ({ refusal, furtherUnknown }) => (
        <>
          {refusal.reason}
          <span className="cell-detail">{refusal.because}</span>
          {furtherUnknown && <span className="cell-warning">{words.furtherUnknown}</span>}
        </>
      ),
    },
    {
      key: 'newest',
      title: words.columns.newest,
      render: ({ sender, newest }) => (
        <Link href={logAddress({ session: newest.id, at: newest.startedAt })} className="difference-newest">
          <Moment at={newest.startedAt} now={now} />
          <span className="visually-hidden">: {words.inLog(senderName(sender))}</span>
        </Link>
      ),
    },
  ];
}

function senderName(sender: string | null): string {
  if (sender === null) return words.noSender;
  return sender === '<>' ? words.nullSender : sender;
}

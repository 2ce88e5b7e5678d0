import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Health } from '../../../server/contract/health.ts';
import { formatSize } from '../../parts/size.ts';
import { formatDateTime, formatRelative } from '../../parts/time.tsx';
import { useLiveCounters } from '../../state/live-counters.ts';
import { logAddress } from '../../state/log-address.ts';
import { useLastBlocked } from '../../state/use-last-blocked.ts';
import { dashboardText as words } from '../../text/en/dashboard.ts';
import { number } from '../../text/format.ts';

const DAY_MS = 86_400_000;

/** A handful of numbers, each the way to where they come from. */
export function Tiles({ health, now }: { readonly health: Health; readonly now: number }) {
  const running = useLiveCounters()?.running ?? 0;
  const { queue, certificate, lastOutsideConnectionAt } = health;
  return (
    <ul className="tiles" aria-label={words.tiles}>
      <Tile
        name={words.queue}
        href="/queue"
        value={words.queueWaiting(queue.waiting)}
        detail={queueDetail(queue, now)}
      />
      <Tile
        name={words.certificate}
        href="/server"
        value={words.certificateDays(Math.floor((certificate.notAfter - now) / DAY_MS))}
        detail={certificate.selfSigned ? words.certificateSelfMade : words.certificateSigned}
      />
      <DiskTile disk={health.disk} />
      <Tile
        name={words.sessions}
        href={logAddress({ result: 'running' })}
        value={number(running)}
        detail={
          lastOutsideConnectionAt === null
            ? words.nobodyOutside
            : words.lastOutside(formatRelative(lastOutsideConnectionAt, now))
        }
      />
      <LastBlockedTile now={now} />
    </ul>
  );
}

function LastBlockedTile({ now }: { readonly now: number }) {
  const blocked = useLastBlocked();
  const href = logAddress({ result: 'blocked' });
  if (blocked === undefined)
    return <Tile name={words.lastBlocked} href={href} value={words.beingRead} detail={words.beingReadHelp} />;
  if (blocked === null)
    return (
      <Tile
        name={words.lastBlocked}
        href={href}
        value={words.nothingBlocked}
        detail={words.nothingBlockedHelp}
      />
    );
  const { id, startedAt, refusal, ip } = blocked;
  return (
    <Tile
      name={words.lastBlocked}
      href={logAddress({ result: 'blocked', session: id, at: startedAt })}
      value={
        <time dateTime={new Date(startedAt).toISOString()} title={formatDateTime(startedAt)}>
          {formatRelative(startedAt, now)}
        </time>
      }
      detail={refusal?.reason ?? ip}
    />
  );
}

function DiskTile({ disk }: { readonly disk: Health['disk'] }) {
  if (disk === null)
    return <Tile name={words.disk} href="/server" value={words.diskUnknown} detail={words.diskUnknownWhy} />;
  return (
    <Tile
      name={words.disk}
      href="/server"
      value={words.diskFree(formatSize(disk.freeBytes))}
      detail={words.diskOf(formatSize(disk.totalBytes))}
    />
  );
}

function queueDetail({ held, oldestAt }: Health['queue'], now: number): string {
  const parts = [
    ...(oldestAt === null ? [] : [words.queueOldest(formatRelative(oldestAt, now))]),
    ...(held === 0 ? [] : [words.queueHeld(held)]),
  ];
  return parts.length === 0 ? words.queueNone : parts.join(' · ');
}

function Tile({
  name,
  href,
  value,
  detail,
}: {
  readonly name: string;
  readonly href: string;
  readonly value: ReactNode;
  readonly detail: string;
}) {
  return (
    <li>
      <Link href={href} className="card tile">
        <span className="tile-name">{name}</span>
        <span className="tile-value">{value}</span>
        <span className="tile-detail">{detail}</span>
      </Link>
    </li>
  );
}

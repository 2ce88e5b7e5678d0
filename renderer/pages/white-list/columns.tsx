import type { WhiteListView } from '../../../server/contract/list-calls.ts';
import type { Column } from '../../parts/data-table.tsx';
import { formatEnd, Moment } from '../../parts/time.tsx';
import { listsText } from '../../text/en/lists.ts';
import { whiteListText as words } from '../../text/en/white-list.ts';
import { hasEnded } from './unused.ts';
import { isWidePattern } from './wide-pattern.ts';

const list = listsText.whiteList;

/** `addedBy`: who added an entry, by its pattern, as far as the change history knows. */
export function columns(now: number, addedBy: ReadonlyMap<string, string>): readonly Column<WhiteListView>[] {
  return [
    {
      key: 'pattern',
      title: list.pattern,
      render: ({ pattern, comment }) => (
        <>
          <code>{pattern}</code>
          {comment !== '' && <span className="cell-second">{comment}</span>}
          {isWidePattern(pattern) && <span className="cell-warning">{list.wide}</span>}
        </>
      ),
    },
    { key: 'owner', title: words.columns.owner, render: ({ owner }) => owner },
    { key: 'expires', title: list.columns.expires, render: (entry) => <Expiry entry={entry} now={now} /> },
    {
      key: 'used',
      title: words.columns.used,
      render: ({ hits, lastUsedAt }) => (
        <>
          {list.times(hits)}
          {lastUsedAt !== null && (
            <span className="cell-second">
              <Moment at={lastUsedAt} now={now} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'added',
      title: words.columns.added,
      render: ({ pattern, createdAt }) => (
        <>
          <Moment at={createdAt} now={now} />
          {addedBy.has(pattern) && (
            <span className="cell-second">{words.by(addedBy.get(pattern) ?? '')}</span>
          )}
        </>
      ),
    },
  ];
}

function Expiry({ entry, now }: { readonly entry: WhiteListView; readonly now: number }) {
  const { expiresAt } = entry;
  if (expiresAt === null) return <span className="quiet">{list.forever}</span>;
  if (hasEnded(entry, now)) return <span className="badge badge-warning">{list.expired}</span>;
  return <time dateTime={new Date(expiresAt).toISOString()}>{formatEnd(expiresAt)}</time>;
}

import type { WhiteListView } from '../../../server/contract/list-calls.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { formatRelative } from '../../parts/time.tsx';
import { removingEntry } from '../../state/entry-list.ts';
import { WHITE_LIST } from '../../state/entry-lists.ts';
import type { Change } from '../../state/use-change.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { whiteListText as words } from '../../text/en/white-list.ts';

interface Props {
  readonly entries: readonly WhiteListView[];
  readonly now: number;
}

/** Entries that nobody has used for long: each is kept for another while, or removed. */
export function UnusedCard({ entries, now }: Props) {
  const make = useReportedChange();
  if (entries.length === 0) return null;
  return (
    <Card title={words.unusedTitle(entries.length)}>
      <p className="unused-note">
        {words.unusedHelp} {words.keepHelp}
      </p>
      <ul className="unused">
        {entries.map((entry) => (
          <li key={entry.pattern} className="unused-entry">
            <span className="unused-words">
              <code>{entry.pattern}</code> <span className="quiet">{sentence(entry, now)}</span>
            </span>
            <Button
              aria-label={words.keepNamed(entry.pattern)}
              onPress={() => {
                make(keeping(entry));
              }}
            >
              {words.keep}
            </Button>
            <Button
              aria-label={words.removeNamed(entry.pattern)}
              onPress={() => {
                make(removingEntry(WHITE_LIST, entry));
              }}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {entries.length > 1 && (
        <p className="unused-note">
          <Button
            onPress={() => {
              make(removingAll(entries));
            }}
          >
            {words.removeAll(entries.length)}
          </Button>
        </p>
      )}
    </Card>
  );
}

function sentence({ createdAt, lastUsedAt }: WhiteListView, now: number): string {
  return lastUsedAt === null
    ? words.neverUsed(formatRelative(createdAt, now))
    : words.notUsed(formatRelative(lastUsedAt, now));
}

function keeping({ pattern }: WhiteListView): Change {
  return {
    text: words.kept(pattern),
    run: ['whiteList.keep', [pattern]],
    undo: null,
    shownBy: 'whiteList.list',
  };
}

/** One step each, so that the history has them one by one; taken back together. */
export function removingAll(entries: readonly WhiteListView[]): Change {
  const [first, ...others] = entries.map((entry) => WHITE_LIST.remove(entry.pattern));
  if (!first) throw new RangeError('there is nothing to remove');
  return {
    text: words.removedAll(entries.length),
    run: first,
    also: others,
    undo: entries.map((entry) => WHITE_LIST.save(entry, null)),
    shownBy: 'whiteList.list',
  };
}

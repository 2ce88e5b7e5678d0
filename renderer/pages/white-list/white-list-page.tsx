import { Plus, UserCheck } from 'lucide-react';
import type { WhiteListView } from '../../../server/contract/api.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { Note } from '../../parts/note.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { formatDateTime, Moment } from '../../parts/time.tsx';
import { removingEntry } from '../../state/entry-list.ts';
import { WHITE_LIST } from '../../state/entry-lists.ts';
import { useCall } from '../../state/use-call.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { useNow } from '../../state/use-now.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { isWidePattern } from './wide-pattern.ts';
import { WhiteListDialog } from './white-list-dialog.tsx';

const words = listsText.whiteList;

/** Who is exempt from the two "Credentials used must match…" options. */
export function WhiteListPage() {
  const list = useCall('whiteList.list');
  const editor = useEditor<WhiteListView>('add');
  return (
    <PageFrame
      title={words.title}
      lead={words.lead}
      width="full"
      actions={
        <Button look="primary" icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      }
    >
      <Note kind="info">{words.rule}</Note>
      <Answer of={list}>{(entries) => <Entries entries={entries} onEdit={editor.edit} />}</Answer>
      <WhiteListDialog editor={editor} />
    </PageFrame>
  );
}

function Entries({
  entries,
  onEdit,
}: {
  readonly entries: readonly WhiteListView[];
  readonly onEdit: (entry: WhiteListView) => void;
}) {
  const now = useNow(30_000);
  const make = useReportedChange();
  return (
    <Card>
      <EntryTable
        label={words.title}
        columns={columns(now)}
        rows={entries}
        rowKey={WHITE_LIST.keyOf}
        icon={UserCheck}
        words={words}
        onEdit={onEdit}
        onRemove={(entry) => {
          make(removingEntry(WHITE_LIST, entry));
        }}
      />
    </Card>
  );
}

function columns(now: number): readonly Column<WhiteListView>[] {
  return [
    {
      key: 'pattern',
      title: words.pattern,
      render: ({ pattern }) => (
        <>
          <code>{pattern}</code>
          {isWidePattern(pattern) && <span className="cell-warning">{words.wide}</span>}
        </>
      ),
    },
    { key: 'comment', title: text.common.comment, render: ({ comment }) => comment },
    { key: 'expires', title: words.columns.expires, render: (entry) => <Expiry entry={entry} now={now} /> },
    { key: 'hits', title: words.columns.hits, render: ({ hits }) => words.times(hits) },
    {
      key: 'lastUsed',
      title: words.columns.lastUsed,
      render: ({ lastUsedAt }) => <Moment at={lastUsedAt} now={now} />,
    },
    {
      key: 'created',
      title: words.columns.created,
      render: ({ createdAt }) => <Moment at={createdAt} now={now} />,
    },
  ];
}

function Expiry({ entry: { expiresAt }, now }: { readonly entry: WhiteListView; readonly now: number }) {
  if (expiresAt === null) return <span className="quiet">{words.forever}</span>;
  if (expiresAt <= now) return <span className="badge badge-warning">{words.expired}</span>;
  return <time dateTime={new Date(expiresAt).toISOString()}>{formatDateTime(expiresAt)}</time>;
}

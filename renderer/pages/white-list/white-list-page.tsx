import { Plus, UserCheck } from 'lucide-react';
import type { WhiteListView } from '../../../server/contract/api.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Note } from '../../parts/note.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { RowActions } from '../../parts/row-actions.tsx';
import { formatDateTime, Moment } from '../../parts/time.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { useNow } from '../../state/use-now.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { isWidePattern } from './wide-pattern.ts';
import { entryOf, WhiteListDialog } from './white-list-dialog.tsx';

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
  const change = useChange();
  const remove = (entry: WhiteListView) => {
    const what = text.common.removed(words.label(entry.pattern));
    reportFailure(
      what,
      change({
        text: what,
        run: ['whiteList.remove', entry.pattern],
        undo: [['whiteList.save', entryOf(entry), null]],
        shownBy: 'whiteList.list',
      }),
    );
  };
  return (
    <Card>
      <DataTable
        label={words.title}
        columns={columns(now)}
        rows={entries}
        rowKey={({ pattern }) => pattern}
        actions={(entry) => (
          <RowActions
            what={entry.pattern}
            onEdit={() => {
              onEdit(entry);
            }}
            onRemove={() => {
              remove(entry);
            }}
          />
        )}
        empty={
          <EmptyState icon={UserCheck} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
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

import { Plus, RotateCw, UserCheck } from 'lucide-react';
import { useState } from 'react';
import type { WhiteListView } from '../../../server/contract/list-calls.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { HistoryLink } from '../../parts/history-link.tsx';
import { Note } from '../../parts/note.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { removingEntry, savingEntry } from '../../state/entry-list.ts';
import { WHITE_LIST } from '../../state/entry-lists.ts';
import { useCall } from '../../state/use-call.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { useNow } from '../../state/use-now.ts';
import { listsText } from '../../text/en/lists.ts';
import { whiteListText } from '../../text/en/white-list.ts';
import { columns } from './columns.tsx';
import { ListTools } from './list-tools.tsx';
import { hasEnded, isUnused } from './unused.ts';
import { removingAll, UnusedCard } from './unused-card.tsx';
import { WhiteListDialog } from './white-list-dialog.tsx';
import { viewOf, type ListView } from './white-list-view.ts';

const words = listsText.whiteList;
const RENEWED_MS = 30 * 86_400_000;

/** Who is exempt from the two "Credentials used must match…" options. */
export function WhiteListPage() {
  const list = useCall('whiteList.list');
  const editor = useEditor<WhiteListView>('add');
  return (
    <PageFrame
      title={words.title}
      lead={words.lead}
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

interface EntriesProps {
  readonly entries: readonly WhiteListView[];
  readonly onEdit: (entry: WhiteListView) => void;
}

function Entries({ entries, onEdit }: EntriesProps) {
  const now = useNow(30_000);
  const make = useReportedChange();
  const addedBy = useAddedBy();
  const [view, setView] = useState<ListView>({ text: '', shown: 'all', order: 'listed' });
  const rows = viewOf(entries, view, now);
  return (
    <>
      <UnusedCard entries={entries.filter((entry) => isUnused(entry, now))} now={now} />
      {entries.length > 0 && (
        <ListTools
          view={view}
          onChange={setView}
          removable={view.shown === 'neverUsed' ? rows.length : 0}
          onRemoveAll={() => {
            make(removingAll(rows));
          }}
        />
      )}
      <Card>
        <EntryTable
          label={words.title}
          columns={columns(now, addedBy)}
          rows={rows}
          rowKey={WHITE_LIST.keyOf}
          icon={UserCheck}
          words={entries.length === 0 ? words : { empty: whiteListText.nothingFound, emptyHelp: '' }}
          actions={(entry) => (
            <>
              <HistoryLink subject={entry.pattern} />
              {hasEnded(entry, now) && (
                <Button
                  look="quiet"
                  icon={RotateCw}
                  aria-label={whiteListText.renewNamed(entry.pattern)}
                  onPress={() => {
                    const renewed = savingEntry(
                      WHITE_LIST,
                      { ...entry, expiresAt: Date.now() + RENEWED_MS },
                      entry,
                    );
                    make({ ...renewed, text: whiteListText.renewed(entry.pattern) });
                  }}
                />
              )}
            </>
          )}
          onEdit={onEdit}
          onRemove={(entry) => {
            make(removingEntry(WHITE_LIST, entry));
          }}
        />
      </Card>
    </>
  );
}

/** By pattern, from the newest 500 changes of the list: an entry that came with a setup document has no name here. */
function useAddedBy(): ReadonlyMap<string, string> {
  const changes = useCall('audit.list', { kind: 'whiteList', limit: 500 }).data?.changes ?? [];
  const added = changes.filter(({ fields, subject }) =>
    fields.some(({ path, before }) => before === null && path === `whiteList[${subject}].pattern`),
  );
  return new Map(added.toReversed().map(({ subject, by }) => [subject, by]));
}

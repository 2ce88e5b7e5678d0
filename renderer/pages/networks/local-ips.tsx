import { Network, Plus } from 'lucide-react';
import { z } from 'zod';
import { networkSchema } from '../../../server/contract/settings.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { Field } from '../../parts/field.tsx';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { useChange } from '../../state/use-change.ts';
import { useEditor, type Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.networks;
const rangeSchema = z.strictObject({ range: networkSchema });

/** The ranges whose mail has to be signed in. */
export function LocalIps({ ranges }: { readonly ranges: readonly string[] }) {
  const setRanges = useSetRanges(ranges);
  const editor = useEditor<string>('local');
  return (
    <Card
      title={words.local}
      actions={
        <Button look="primary" icon={Plus} onPress={editor.add}>
          {words.addLocal}
        </Button>
      }
    >
      <p className="card-lead">{words.localHelp}</p>
      <EntryTable
        label={words.local}
        columns={[{ key: 'range', title: words.range, render: (range) => <code>{range}</code> }]}
        rows={ranges}
        rowKey={(range) => range}
        icon={Network}
        words={{ empty: words.localEmpty, emptyHelp: words.localEmptyHelp }}
        onEdit={editor.edit}
        onRemove={(range) => {
          const what = text.common.removed(words.localLabel(range));
          reportFailure(
            what,
            setRanges(
              what,
              ranges.filter((other) => other !== range),
            ),
          );
        }}
      />
      <LocalIpDialog editor={editor} ranges={ranges} />
    </Card>
  );
}

function LocalIpDialog({
  editor,
  ranges,
}: {
  readonly editor: Editor<string>;
  readonly ranges: readonly string[];
}) {
  const setRanges = useSetRanges(ranges);
  return (
    <EditorDialog
      editor={editor}
      titles={{ addTitle: words.localTitle, editTitle: words.editLocal }}
      onSubmit={async (values, existing) => {
        const others = ranges.filter((range) => range !== existing);
        const entered = { range: textOf(values, 'range') };
        const canonical = rangeSchema.safeParse(entered).data?.range;
        if (canonical !== undefined && others.includes(canonical))
          return refusedBy([{ path: 'range', reason: words.duplicate(canonical) }], null);
        return sendForm(rangeSchema, entered, ({ range }) => {
          const label = words.localLabel(range);
          return existing === null
            ? setRanges(text.common.added(label), [...ranges, range])
            : setRanges(
                text.common.changed(label),
                ranges.map((other) => (other === existing ? range : other)),
              );
        });
      }}
    >
      {(existing, initial) => (
        <Field
          name="range"
          label={words.range}
          help={words.rangeHelp}
          initial={existing ?? initial}
          isRequired
          autoFocus
        />
      )}
    </EditorDialog>
  );
}

function useSetRanges(before: readonly string[]) {
  const change = useChange();
  return (what: string, after: readonly string[]) =>
    change({
      text: what,
      run: ['networks.setLocal', after],
      undo: [['networks.setLocal', before]],
      shownBy: 'networks.list',
    });
}

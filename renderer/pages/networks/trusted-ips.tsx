import { Plus, ShieldCheck } from 'lucide-react';
import type { CommentedNetwork } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RowActions } from '../../parts/row-actions.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useChange } from '../../state/use-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { useOptions } from '../../state/use-option.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { OptionSetting } from '../options/option-setting.tsx';
import { TrustedIpDialog } from './trusted-ip-dialog.tsx';

const words = listsText.networks;

/** The Trusted IPs, and whether they may relay. */
export function TrustedIps({ entries }: { readonly entries: readonly CommentedNetwork[] }) {
  const change = useChange();
  const settings = useOptions();
  const editor = useEditor<CommentedNetwork>('trust');
  const remove = (entry: CommentedNetwork) => {
    const what = text.common.removed(words.trustedLabel(entry.range));
    reportFailure(
      what,
      change({
        text: what,
        run: ['networks.removeTrusted', entry.range],
        undo: [['networks.saveTrusted', entry, null]],
        shownBy: 'networks.list',
      }),
    );
  };
  return (
    <>
      <Card
        title={words.trusted}
        actions={
          <Button icon={Plus} onPress={editor.add}>
            {words.addTrusted}
          </Button>
        }
      >
        <p className="card-lead">{words.trustedHelp}</p>
        <DataTable
          label={words.trusted}
          columns={[
            { key: 'range', title: words.range, render: ({ range }) => <code>{range}</code> },
            { key: 'comment', title: text.common.comment, render: ({ comment }) => comment },
          ]}
          rows={entries}
          rowKey={({ range }) => range}
          actions={(entry) => (
            <RowActions
              what={entry.range}
              onEdit={() => {
                editor.edit(entry);
              }}
              onRemove={() => {
                remove(entry);
              }}
            />
          )}
          empty={
            <EmptyState icon={ShieldCheck} title={words.trustedEmpty}>
              <p>{words.trustedEmptyHelp}</p>
            </EmptyState>
          }
        />
      </Card>
      {settings && (
        <Card title={words.relay}>
          <OptionSetting path="trustedIpsMayRelay" settings={settings} />
        </Card>
      )}
      <TrustedIpDialog editor={editor} />
    </>
  );
}

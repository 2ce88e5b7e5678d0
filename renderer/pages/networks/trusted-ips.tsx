import { Plus, ShieldCheck } from 'lucide-react';
import type { CommentedNetwork } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { removingEntry } from '../../state/entry-list.ts';
import { TRUSTED_IPS } from '../../state/entry-lists.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { useOptions } from '../../state/use-option.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { OptionSetting } from '../options/option-setting.tsx';
import { TrustedIpDialog } from './trusted-ip-dialog.tsx';

const words = listsText.networks;

/** The Trusted IPs, and whether they may relay. */
export function TrustedIps({ entries }: { readonly entries: readonly CommentedNetwork[] }) {
  const make = useReportedChange();
  const settings = useOptions();
  const editor = useEditor<CommentedNetwork>('trust');
  return (
    <>
      <Card
        title={words.trusted}
        actions={
          <Button look="primary" icon={Plus} onPress={editor.add}>
            {words.addTrusted}
          </Button>
        }
      >
        <p className="card-lead">{words.trustedHelp}</p>
        <EntryTable
          label={words.trusted}
          columns={[
            { key: 'range', title: words.range, render: ({ range }) => <code>{range}</code> },
            { key: 'comment', title: text.common.comment, render: ({ comment }) => comment },
          ]}
          rows={entries}
          rowKey={TRUSTED_IPS.keyOf}
          icon={ShieldCheck}
          words={{ empty: words.trustedEmpty, emptyHelp: words.trustedEmptyHelp }}
          onEdit={editor.edit}
          onRemove={(entry) => {
            make(removingEntry(TRUSTED_IPS, entry));
          }}
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

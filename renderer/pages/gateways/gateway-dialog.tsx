import { gatewayEntrySchema, type GatewayEntry } from '../../../server/contract/directory.ts';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { GATEWAYS } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { linesOf, numberOf, textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';
import { GatewayFields } from './gateway-fields.tsx';
import { MODE_KEYS, MODES } from './senders-mode.ts';

/** Adds or changes a gateway. */
export function GatewayDialog({ editor }: { readonly editor: Editor<GatewayEntry> }) {
  const change = useChange();
  return (
    <EditorDialog
      editor={editor}
      titles={listsText.gateways}
      width="wide"
      onSubmit={(values, existing) =>
        sendForm(gatewayEntrySchema, entered(values, existing), (entry) =>
          change(savingEntry(GATEWAYS, entry, existing)),
        )
      }
    >
      {(existing, initial) => <GatewayFields existing={existing} initial={initial} />}
    </EditorDialog>
  );
}

/** The entry as written. A list whose field is not shown stays as it was. */
function entered(values: FormData, existing: GatewayEntry | null) {
  const accounts = linesOf(values, 'sendingAccounts');
  const mode = MODE_KEYS.find((key) => key === textOf(values, 'sendersMustAuth'));
  return {
    domain: textOf(values, 'domain'),
    host: textOf(values, 'host'),
    port: numberOf(values, 'port'),
    tls: textOf(values, 'tls'),
    sendersMustAuth: mode && MODES[mode],
    sendingAccounts: accounts.length === 0 ? 'any' : accounts,
    recipientCheck: textOf(values, 'recipientCheck'),
    recipients: values.has('recipients') ? linesOf(values, 'recipients') : (existing?.recipients ?? []),
    delivery: textOf(values, 'delivery'),
    etrnAccounts: values.has('etrnAccounts')
      ? linesOf(values, 'etrnAccounts')
      : (existing?.etrnAccounts ?? []),
    retryHours: numberOf(values, 'retryHours'),
  };
}

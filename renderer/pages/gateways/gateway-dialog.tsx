import { gatewayEntrySchema, type GatewayEntry } from '../../../server/contract/directory.ts';
import { Choice } from '../../parts/choice.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { GATEWAYS } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { linesOf, numberOf, textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.gateways;
const MODES = { on: true, report: 'report', off: false } as const;
type ModeKey = keyof typeof MODES;
const MODE_KEYS = Object.keys(MODES) as readonly ModeKey[]; // Object.keys widens to string

/** Adds or changes a gateway. */
export function GatewayDialog({ editor }: { readonly editor: Editor<GatewayEntry> }) {
  const change = useChange();
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={(values, existing) =>
        sendForm(gatewayEntrySchema, entered(values), (entry) =>
          change(savingEntry(GATEWAYS, entry, existing)),
        )
      }
    >
      {(existing, initial) => (
        <>
          <Field
            name="domain"
            label={words.domain}
            initial={existing?.domain ?? initial}
            isRequired
            autoFocus
          />
          <div className="field-pair">
            <Field name="host" label={words.host} help={words.hostHelp} initial={existing?.host} isRequired />
            <Field
              name="port"
              label={words.port}
              type="number"
              initial={String(existing?.port ?? 25)}
              isRequired
            />
          </div>
          <Choice
            name="sendersMustAuth"
            label={words.mustAuth}
            initial={modeKeyOf(existing?.sendersMustAuth ?? true)}
            choices={MODE_KEYS.map((key) => ({ value: key, label: words.modes[key] }))}
          />
          <Field
            name="sendingAccounts"
            label={words.senders}
            help={words.sendersHelp}
            initial={
              existing && existing.sendingAccounts !== 'any' ? existing.sendingAccounts.join('\n') : ''
            }
            rows={3}
          />
        </>
      )}
    </EditorDialog>
  );
}

function entered(values: FormData) {
  const accounts = linesOf(values, 'sendingAccounts');
  const mode = MODE_KEYS.find((key) => key === textOf(values, 'sendersMustAuth'));
  return {
    domain: textOf(values, 'domain'),
    host: textOf(values, 'host'),
    port: numberOf(values, 'port'),
    sendersMustAuth: mode && MODES[mode],
    sendingAccounts: accounts.length === 0 ? 'any' : accounts,
  };
}

function modeKeyOf(value: GatewayEntry['sendersMustAuth']): ModeKey {
  if (value === 'report') return 'report';
  return value ? 'on' : 'off';
}

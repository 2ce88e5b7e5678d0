import type { ListenerState } from '../../../server/contract/status.ts';
import { listenerSchema } from '../../../server/contract/settings.ts';
import { Choice } from '../../parts/choice.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { isChecked, numberOf, textOf } from '../../state/form-values.ts';
import type { Editor } from '../../state/use-editor.ts';
import { serverText } from '../../text/en/server.ts';
import { useListeners } from './use-listeners.ts';

const words = serverText.listeners;
const KINDS = ['smtp', 'msa', 'pop3'] as const;
const TLS_MODES = ['starttls', 'implicit'] as const;

interface Props {
  readonly editor: Editor<ListenerState>;
  readonly listeners: readonly ListenerState[];
}

/** Adds or changes a listener; it is opened at once, and its row says what became of it. */
export function ListenerDialog({ editor, listeners }: Props) {
  const { save } = useListeners(listeners);
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={async (values, existing) => {
        const port = numberOf(values, 'port');
        if (!(port <= 65_535)) return refusedBy([{ path: 'port', reason: words.portRange }], null);
        const entered = {
          name: textOf(values, 'name'),
          kind: textOf(values, 'kind'),
          host: textOf(values, 'host'),
          port,
          tls: textOf(values, 'tls'),
          enabled: isChecked(values, 'enabled'),
        };
        return sendForm(listenerSchema, entered, (listener) => save(listener, existing?.name ?? null));
      }}
    >
      {(existing) => (
        <>
          <Field
            name="name"
            label={words.name}
            help={words.nameHelp}
            initial={existing?.name}
            isRequired
            autoFocus
          />
          <Choice
            name="kind"
            label={words.kind}
            initial={existing?.kind ?? 'msa'}
            choices={KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          />
          <div className="field-pair">
            <Field
              name="host"
              label={words.host}
              help={words.hostHelp}
              initial={existing?.host ?? '0.0.0.0'}
              isRequired
            />
            <Field
              name="port"
              label={words.port}
              type="number"
              help={words.portHelp}
              initial={existing ? String(existing.port) : ''}
              isRequired
            />
          </div>
          <Choice
            name="tls"
            label={words.tls}
            initial={existing?.tls ?? 'starttls'}
            choices={TLS_MODES.map((mode) => ({ value: mode, label: words.tlsModes[mode] }))}
          />
          <FormCheckBox name="enabled" label={words.enabled} isOn={existing?.enabled ?? true} />
        </>
      )}
    </EditorDialog>
  );
}

import { Choice } from '../../parts/choice.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { LoginFields } from '../../parts/login-fields.tsx';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { numberOf, textOf } from '../../state/form-values.ts';
import { enteredLogin } from '../../state/host-login.ts';
import type { Editor } from '../../state/use-editor.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { sharingText } from '../../text/en/sharing.ts';
import { hostFormSchema, hostName, useSharingHosts, type Host } from './use-sharing-hosts.ts';

const words = sharingText;
const TLS_MODES = ['opportunistic', 'required', 'none'] as const;

interface Props {
  readonly editor: Editor<Host>;
  readonly hosts: readonly Host[];
}

/** Adds or changes a server that is asked. */
export function SharingHostDialog({ editor, hosts }: Props) {
  const { save } = useSharingHosts(hosts);
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={async (values, existing) => {
        const server = { host: textOf(values, 'host'), port: numberOf(values, 'port') };
        const login = enteredLogin(values, server, existing);
        if (login.kind === 'password-missing')
          return refusedBy([{ path: 'password', reason: outgoingText.passwordNeeded }], null);
        const others = hosts.filter((host) => host !== existing);
        return sendForm(
          hostFormSchema.refine((host) => !others.some((other) => hostName(other) === hostName(host)), {
            path: ['host'],
            message: words.duplicate,
          }),
          { ...server, tls: textOf(values, 'tls'), ...(login.kind === 'given' && { login: login.login }) },
          (entry) => save(entry, existing),
        );
      }}
    >
      {(existing) => (
        <>
          <div className="field-pair">
            <Field
              name="host"
              label={words.host}
              help={words.hostHelp}
              initial={existing?.host}
              isRequired
              autoFocus
            />
            <Field
              name="port"
              label={words.port}
              type="number"
              initial={String(existing?.port ?? 25)}
              isRequired
            />
          </div>
          <Choice
            name="tls"
            label={words.tls}
            initial={existing?.tls ?? 'opportunistic'}
            choices={TLS_MODES.map((mode) => ({ value: mode, label: words.tlsModes[mode] }))}
          />
          <LoginFields user={existing?.login?.user ?? null} />
        </>
      )}
    </EditorDialog>
  );
}

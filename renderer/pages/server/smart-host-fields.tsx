import type { SmartHost } from '../../../server/contract/settings.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { LoginFields } from '../../parts/login-fields.tsx';
import { outgoingText } from '../../text/en/outgoing.ts';

const words = outgoingText;
const TLS_MODES = ['required', 'implicit', 'opportunistic', 'none'] as const;

/** The fields of a server that passes mail on. */
export function SmartHostFields({ existing }: { readonly existing: SmartHost | null }) {
  return (
    <>
      <div className="field-pair">
        <Field name="host" label={words.host} help={words.hostHelp} initial={existing?.host} isRequired />
        <Field
          name="port"
          label={words.port}
          type="number"
          initial={String(existing?.port ?? 587)}
          isRequired
        />
      </div>
      <Choice
        name="tls"
        label={words.tls}
        initial={existing?.tls ?? 'required'}
        choices={TLS_MODES.map((mode) => ({ value: mode, label: words.tlsModes[mode] }))}
      />
      <LoginFields user={existing?.login?.user ?? null} />
    </>
  );
}

import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import type { TriedMessage } from '../../state/try-address.ts';
import { useCall } from '../../state/use-call.ts';
import { tryText } from '../../text/en/try.ts';

const words = tryText.tester;

export const SMTP_KINDS: readonly string[] = ['smtp', 'msa'];

interface Props {
  /** Names of the SMTP listeners. */
  readonly listeners: readonly string[];
  readonly message: TriedMessage;
}

/** Who connects, signs in, and sends what to whom. */
export function MessageFields({ listeners, message }: Props) {
  const accounts = useCall('accounts.list').data ?? [];
  const addresses = new Set([...accounts.map(({ address }) => address), message.account]);
  addresses.delete('');
  return (
    <>
      <div className="field-pair field-halves">
        <Choice
          name="listener"
          label={words.listener}
          help={words.listenerHelp}
          initial={listeners.includes(message.listener) ? message.listener : (listeners[0] ?? '')}
          choices={listeners.map((name) => ({ value: name, label: name }))}
        />
        <Field
          name="ip"
          label={words.ip}
          help={words.ipHelp}
          initial={message.ip || '203.0.113.7'}
          isRequired
        />
      </div>
      <div className="field-pair field-halves">
        <Choice
          // The accounts come after the form: an unanswered question must not leave the choice empty.
          key={addresses.size}
          name="account"
          label={words.account}
          help={words.accountHelp}
          initial={message.account}
          choices={[
            { value: '', label: words.nobody },
            ...[...addresses].sort().map((address) => ({ value: address, label: address })),
          ]}
        />
        <Field
          name="returnPath"
          label={words.returnPath}
          help={words.returnPathHelp}
          initial={message.from}
        />
      </div>
      <div className="field-pair field-halves">
        <Field name="fromField" label={words.fromField} help={words.fromFieldHelp} initial={message.header} />
        <Field
          name="recipient"
          label={words.recipient}
          help={words.recipientHelp}
          initial={message.to}
          isRequired
        />
      </div>
    </>
  );
}

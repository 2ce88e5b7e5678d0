import { useState, type ReactNode } from 'react';
import type { GatewayEntry } from '../../../server/contract/directory.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { listsText } from '../../text/en/lists.ts';
import { MODE_KEYS, modeKeyOf } from './senders-mode.ts';

const words = listsText.gateways;
const TLS_MODES = ['opportunistic', 'required', 'none'] as const;
const CHECKS = ['accept-all', 'list', 'ask-server'] as const;
const DELIVERIES = ['push', 'etrn'] as const;

interface Props {
  readonly existing: GatewayEntry | null;
  /** What a link wants as the domain of a new one. */
  readonly initial: string | undefined;
}

/** The fields of a gateway; a list is shown where the choice above it needs one. */
export function GatewayFields({ existing, initial }: Props) {
  const [check, setCheck] = useState<string>(existing?.recipientCheck ?? 'accept-all');
  const [delivery, setDelivery] = useState<string>(existing?.delivery ?? 'push');
  return (
    <>
      <Group title={words.groups.server}>
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
        <div className="field-pair field-halves">
          <Choice
            name="tls"
            label={words.tls}
            initial={existing?.tls ?? 'opportunistic'}
            choices={TLS_MODES.map((mode) => ({ value: mode, label: words.tlsModes[mode] }))}
          />
          <Field
            name="retryHours"
            label={words.retryHours}
            help={words.retryHoursHelp}
            type="number"
            initial={String(existing?.retryHours ?? 120)}
            isRequired
          />
        </div>
        <Choice
          name="delivery"
          label={words.delivery}
          initial={existing?.delivery ?? 'push'}
          choices={DELIVERIES.map((value) => ({ value, label: words.deliveries[value] }))}
          onChange={setDelivery}
        />
        {delivery === 'etrn' && (
          <Field
            name="etrnAccounts"
            label={words.etrnAccounts}
            help={words.etrnAccountsHelp}
            initial={existing?.etrnAccounts.join('\n')}
            rows={2}
          />
        )}
      </Group>
      <Group title={words.groups.recipients}>
        <Choice
          name="recipientCheck"
          label={words.recipientCheck}
          help={words.recipientCheckHelp}
          initial={existing?.recipientCheck ?? 'accept-all'}
          choices={CHECKS.map((value) => ({ value, label: words.recipientChecks[value] }))}
          onChange={setCheck}
        />
        {check === 'list' && (
          <Field
            name="recipients"
            label={words.recipients}
            help={words.recipientsHelp}
            initial={existing?.recipients.join('\n')}
            rows={4}
          />
        )}
      </Group>
      <Group title={words.groups.senders}>
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
          initial={existing && existing.sendingAccounts !== 'any' ? existing.sendingAccounts.join('\n') : ''}
          rows={2}
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

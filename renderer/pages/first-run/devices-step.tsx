import { useState } from 'react';
import { trustedNetworkSchema } from '../../../server/contract/directory.ts';
import { ipSchema } from '../../../server/contract/settings.ts';
import { Answer } from '../../parts/answer.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Note } from '../../parts/note.tsx';
import { OptionName } from '../../parts/option-name.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { TRUSTED_IPS } from '../../state/entry-lists.ts';
import { sendForm, type FormAnswer } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import type { StepProps } from './first-run-page.tsx';
import { MadeAccounts } from './made-accounts.tsx';
import { PasswordField } from './password-field.tsx';
import { StepFrame } from './step-frame.tsx';
import { useNewAccount } from './use-new-account.ts';

const words = firstRunText.devices;
const KINDS = ['none', 'account', 'trusted'] as const;
type DeviceKind = (typeof KINDS)[number];
const EXCEPTION = 'localSenderMustAuth.unlessTrustedIp';
const deviceSchema = trustedNetworkSchema.extend({ range: ipSchema });

/** A scanner or printer that sends: an account of its own, or trust in exactly its address. */
export function DevicesStep(props: StepProps) {
  const domains = useCall('domains.list');
  const firstRun = useCall('firstRun.get');
  const networks = useCall('networks.list').data;
  return (
    <Answer of={domains}>
      {([first]) => (
        <Answer of={firstRun}>
          {({ suggestions }) => (
            <DevicesForm
              {...props}
              domain={first?.name ?? ''}
              officeNetworks={suggestions.localIps}
              trusted={networks?.trustedIps.map(({ range }) => range) ?? []}
            />
          )}
        </Answer>
      )}
    </Answer>
  );
}

interface FormProps extends StepProps {
  readonly domain: string;
  readonly officeNetworks: readonly string[];
  readonly trusted: readonly string[];
}

function DevicesForm({ walk, passwords, onPassword, domain, officeNetworks, trusted }: FormProps) {
  const change = useChange();
  const make = useNewAccount(domain, onPassword);
  const [kind, setKind] = useState<DeviceKind>('none');
  const devices = [...passwords.keys()].filter((address) => address.startsWith(`${words.scanner}@`));
  const trust = (values: FormData): Promise<FormAnswer> =>
    sendForm(
      deviceSchema,
      { range: textOf(values, 'range'), comment: textOf(values, 'comment') },
      async (entry) => {
        await change(savingEntry(TRUSTED_IPS, entry, null));
        // The exception opens last: without the entry it would be of no use, without it the entry lets nothing in.
        await change({
          text: words.exceptionDone,
          run: ['options.set', 'localSenderMustAuth', { unlessTrustedIp: true }],
          undo: [['options.set', 'localSenderMustAuth', { unlessTrustedIp: false }]],
          shownBy: 'options.get',
        });
      },
    );
  return (
    <StepFrame
      walk={walk}
      title={words.title}
      lead={words.lead}
      onSubmit={(values) => {
        if (kind === 'account') return make(values);
        return kind === 'trusted' ? trust(values) : Promise.resolve({ kind: 'done' });
      }}
    >
      <div className="first-run-fields">
        <Choice
          name="kind"
          label={words.which}
          initial="none"
          choices={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(value) => {
            setKind(KINDS.find((known) => known === value) ?? 'none');
          }}
        />
        {kind === 'account' && (
          <>
            <Field
              name="localPart"
              label={words.localPart}
              help={firstRunText.accounts.localPartHelp(domain)}
              initial={words.scanner}
              isRequired
            />
            <PasswordField known={[domain.split('.')[0] ?? '', words.scanner]} />
          </>
        )}
        {kind === 'trusted' && (
          <>
            <Field
              name="range"
              label={words.ip}
              help={
                officeNetworks.length === 0
                  ? words.ipHelp
                  : `${words.ipHelp} ${words.networks(officeNetworks.join(', '))}`
              }
              initial={startOf(officeNetworks)}
              isRequired
            />
            <Field name="comment" label={words.comment} initial={words.commentInitial} />
            <Note kind="warning">
              {words.trustedNote} (<OptionName path={EXCEPTION} />){' '}
              {trusted.length > 0 && words.alsoTrusted(trusted.join(', '))}
            </Note>
          </>
        )}
      </div>
      {devices.length > 0 && (
        <>
          <p>{words.accountMade}</p>
          <MadeAccounts addresses={devices} passwords={passwords} />
        </>
      )}
      {trusted.length > 0 && (
        <p className="quiet">
          {words.added}: {trusted.join(', ')}
        </p>
      )}
    </StepFrame>
  );
}

/** `192.168.1.` of `192.168.1.0/24`: what the address of a device here begins with. */
function startOf(networks: readonly string[]): string {
  const [, start = ''] =
    networks.map((network) => /^(\d+\.\d+\.\d+\.)0\/24$/.exec(network)).find(Boolean) ?? [];
  return start;
}

import { useState, type InputEvent } from 'react';
import { z } from 'zod';
import { domainEntrySchema } from '../../../server/contract/directory.ts';
import { domainSchema } from '../../../server/contract/settings.ts';
import { Answer } from '../../parts/answer.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { savingEntry } from '../../state/entry-list.ts';
import { DOMAINS } from '../../state/entry-lists.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import type { StepProps } from './first-run-page.tsx';
import { StepFrame } from './step-frame.tsx';

const words = firstRunText.name;
const schema = z.strictObject({ domain: domainSchema, hostname: domainSchema });

/** Host name and first domain. The host name follows the domain until it is written by hand. */
export function NameStep({ walk }: StepProps) {
  const firstRun = useCall('firstRun.get');
  const domains = useCall('domains.list');
  const settings = useCall('settings.get');
  return (
    <Answer of={firstRun}>
      {({ suggestions }) => (
        <Answer of={domains}>
          {([first]) => (
            <Answer of={settings}>
              {({ hostname }) => (
                <NameForm
                  walk={walk}
                  domain={first?.name ?? suggestions.domain ?? ''}
                  existing={first?.name ?? null}
                  hostname={first === undefined ? suggestions.hostname : hostname}
                  currentHostname={hostname}
                />
              )}
            </Answer>
          )}
        </Answer>
      )}
    </Answer>
  );
}

interface FormProps extends Pick<StepProps, 'walk'> {
  readonly domain: string;
  readonly existing: string | null;
  readonly hostname: string;
  readonly currentHostname: string;
}

function NameForm({ walk, domain, existing, hostname, currentHostname }: FormProps) {
  const change = useChange();
  const [followed, setFollowed] = useState(hostname.includes('.') ? hostname : '');
  const [isOwn, setOwn] = useState(existing !== null);
  const onInput = ({ target }: InputEvent) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === 'hostname') setOwn(target.value !== '');
    else if (!isOwn) setFollowed(target.value.includes('.') ? `mail.${target.value.trim()}` : '');
  };
  return (
    <StepFrame
      walk={walk}
      title={words.title}
      lead={words.lead}
      onSubmit={(values) =>
        sendForm(
          schema,
          { domain: textOf(values, 'domain'), hostname: textOf(values, 'hostname') },
          async (entered) => {
            if (entered.hostname !== currentHostname)
              await change({
                text: words.hostDone,
                run: ['settings.set', { hostname: entered.hostname }],
                undo: [['settings.set', { hostname: currentHostname }]],
                shownBy: 'settings.get',
              });
            if (entered.domain === existing) return;
            const before = existing === null ? null : domainEntrySchema.parse({ name: existing });
            await change(savingEntry(DOMAINS, domainEntrySchema.parse({ name: entered.domain }), before));
          },
        )
      }
    >
      <div className="first-run-fields" onInput={onInput}>
        <Field name="domain" label={words.domain} help={words.domainHelp} initial={domain} isRequired />
        <Field
          // A followed name is a new initial value; one written by hand is left alone.
          key={isOwn ? 'own' : followed}
          name="hostname"
          label={words.hostname}
          help={words.hostnameHelp}
          initial={followed}
          isRequired
        />
      </div>
    </StepFrame>
  );
}

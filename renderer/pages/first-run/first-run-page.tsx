import { useCallback, useState, type ReactElement } from 'react';
import { Button } from '../../parts/button.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { START_PATH } from '../../routes.ts';
import { navigate } from '../../state/hash-location.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import { AccountsStep } from './accounts-step.tsx';
import { CertificateStep } from './certificate-step.tsx';
import { DevicesStep } from './devices-step.tsx';
import { DnsStep } from './dns-step.tsx';
import { NameStep } from './name-step.tsx';
import { OutgoingStep } from './outgoing-step.tsx';
import { PortsStep } from './ports-step.tsx';
import { StepList } from './step-list.tsx';
import { useWalk, type StepName, type Walk } from './steps.ts';
import { TryStep } from './try-step.tsx';

const words = firstRunText;

/** What every step gets. */
export interface StepProps {
  readonly walk: Walk;
  /** Passwords given since the page was opened, by address: in memory only, to be shown once and to try them. */
  readonly passwords: ReadonlyMap<string, string>;
  readonly onPassword: (address: string, password: string) => void;
}

const CONTENT: Readonly<Record<StepName, (props: StepProps) => ReactElement>> = {
  name: NameStep,
  accounts: AccountsStep,
  ports: PortsStep,
  certificate: CertificateStep,
  outgoing: OutgoingStep,
  devices: DevicesStep,
  dns: DnsStep,
  try: TryStep,
};

/** The way from an empty installation to a message delivered and a forged one blocked. It can be left at any time. */
export function FirstRunPage() {
  const walk = useWalk();
  const [passwords, setPasswords] = useState<ReadonlyMap<string, string>>(new Map());
  const onPassword = useCallback((address: string, password: string) => {
    setPasswords((known) => new Map(known).set(address, password));
  }, []);
  const Content = CONTENT[walk.step];
  return (
    <PageFrame
      title={words.title}
      lead={words.lead}
      actions={
        <Button
          look="quiet"
          onPress={() => {
            navigate(START_PATH);
          }}
        >
          {words.later}
        </Button>
      }
    >
      <StepList walk={walk} />
      <Content key={walk.step} walk={walk} passwords={passwords} onPassword={onPassword} />
    </PageFrame>
  );
}

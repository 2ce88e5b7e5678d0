import { useQuery } from '@tanstack/react-query';
import type { ListenerState } from '../../../server/contract/status.ts';
import type { PortCheck } from '../../../server/contract/first-run.ts';
import { Answer, Placeholder } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/note.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { useCall } from '../../state/use-call.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import type { StepProps } from './first-run-page.tsx';
import { PortTable, type CheckedListener } from './port-table.tsx';
import { StepFrame } from './step-frame.tsx';

const words = firstRunText.ports;

/** Whether each port can be listened on, by trying. */
export function PortsStep({ walk }: StepProps) {
  const status = useCall('status.get');
  return (
    <Answer of={status}>
      {({ listeners }) => (
        <CheckedPorts walk={walk} listeners={listeners} key={listeners.map(portKey).join()} />
      )}
    </Answer>
  );
}

function CheckedPorts({
  walk,
  listeners,
}: Pick<StepProps, 'walk'> & { readonly listeners: readonly ListenerState[] }) {
  const console = useConsole();
  const enabled = listeners.filter(({ enabled: isOn, port }) => isOn && port !== 0);
  const wishes = enabled.map(({ host, port }) => ({ host, port }));
  const checks = useQuery({
    queryKey: ['ports.check', wishes],
    queryFn: () => console.call('ports.check', wishes),
    staleTime: 0,
  });
  return (
    <StepFrame
      walk={walk}
      title={words.title}
      lead={words.lead}
      actions={
        <Button onPress={() => void checks.refetch()}>
          {checks.isFetching ? words.checking : words.again}
        </Button>
      }
    >
      {checks.isError && <Note kind="error">{checks.error.message}</Note>}
      {checks.data === undefined ? (
        !checks.isError && <Placeholder />
      ) : (
        <Checked checked={pairs(enabled, checks.data)} all={listeners} />
      )}
    </StepFrame>
  );
}

function Checked({
  checked,
  all,
}: {
  readonly checked: readonly CheckedListener[];
  readonly all: readonly ListenerState[];
}) {
  const isGood = checked.every(({ check }) => check.state === 'ours' || check.state === 'free');
  // What the system will ask is the same for every port.
  const hints = new Set(isGood ? checked.map(({ check }) => check.remedy).filter(Boolean) : []);
  return (
    <>
      <PortTable checked={checked} all={all} />
      <div role="status" className="stack">
        {isGood && <Note kind="good">{words.allGood}</Note>}
        {[...hints].map((hint) => (
          <Note key={hint} kind="info">
            {hint}
          </Note>
        ))}
      </div>
    </>
  );
}

function pairs(
  listeners: readonly ListenerState[],
  checks: readonly PortCheck[],
): readonly CheckedListener[] {
  return listeners.flatMap((listener, index) => {
    const check = checks[index];
    return check === undefined ? [] : [{ listener, check }];
  });
}

function portKey({ name, port, state }: ListenerState): string {
  return `${name} ${String(port)} ${state}`;
}

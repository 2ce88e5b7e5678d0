import { Answer } from '../../parts/answer.tsx';
import { useCall } from '../../state/use-call.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import { OutgoingFields } from '../server/outgoing-fields.tsx';
import { useOutgoing } from '../server/use-outgoing.ts';
import type { StepProps } from './first-run-page.tsx';
import { StepFrame } from './step-frame.tsx';

const words = firstRunText.outgoing;

/** Straight to the recipients, or by a smart host. */
export function OutgoingStep({ walk }: StepProps) {
  const settings = useCall('settings.get');
  const save = useOutgoing();
  return (
    <Answer of={settings}>
      {({ outbound }) => (
        <StepFrame
          walk={walk}
          title={words.title}
          lead={words.lead}
          onSubmit={(values) => save(values, outbound)}
        >
          <div className="first-run-fields">
            <OutgoingFields outbound={outbound} />
          </div>
        </StepFrame>
      )}
    </Answer>
  );
}

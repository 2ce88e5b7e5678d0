import type { ProbeStep } from '../../../server/contract/what-if.ts';
import { Card } from '../../parts/card.tsx';
import { tryText } from '../../text/en/try.ts';
import { FindingRow } from '../log/session-rules.tsx';

const words = tryText.tester;

/** Step by step: what every rule says, in the order they are asked, and exactly what the client hears. */
export function ProbeSteps({ steps }: { readonly steps: readonly ProbeStep[] }) {
  return (
    <Card title={words.steps}>
      <ol className="probe-steps">
        {steps.map((step) => (
          <li key={step.subject} className="probe-step">
            <h3>
              {words.stages[step.verdict.stage]} <code>{step.subject}</code>
            </h3>
            <p className="probe-reply">
              <span className="visually-hidden">{words.hears} </span>
              <code className={isRefusal(step) ? 'probe-refusal' : undefined}>{step.reply}</code>
            </p>
            <ol className="findings">
              {step.verdict.findings.map((finding) => (
                <FindingRow key={finding.rule} finding={finding} />
              ))}
            </ol>
            {step.verdict.notes.map((note) => (
              <p key={note} className="verdict-note">
                {note}
              </p>
            ))}
          </li>
        ))}
      </ol>
      <p className="card-lead probe-foot">{words.idHelp}</p>
    </Card>
  );
}

function isRefusal({ reply }: ProbeStep): boolean {
  return /^[45]/.test(reply);
}

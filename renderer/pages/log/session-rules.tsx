import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleX,
  Hourglass,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { Link } from 'wouter';
import type { VerdictRow } from '../../../server/contract/session-log.ts';
import type { Finding } from '../../../server/contract/verdict.ts';
import { OptionName } from '../../parts/option-name.tsx';
import { ServerWords } from '../../parts/server-words.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { logText } from '../../text/en/log.ts';
import { RuleName } from './rule-name.tsx';

type Outcome = Finding['result'] | 'reported';
const ICONS: Readonly<Record<Outcome, LucideIcon>> = {
  off: CircleMinus,
  'not-applicable': CircleDashed,
  satisfied: CircleCheck,
  deferred: Hourglass,
  exempt: CircleCheck,
  violated: CircleX,
  reported: TriangleAlert,
};

/** What every rule said at every step, in the order they were asked. */
export function SessionRules({ verdicts }: { readonly verdicts: readonly VerdictRow[] }) {
  if (verdicts.length === 0) return null;
  return (
    <>
      <h3>{logText.rules}</h3>
      {verdicts.map((verdict, index) => (
        <div key={index} className="verdict">
          <p className="verdict-step">
            <strong>{logText.stage[verdict.stage]}</strong> <code>{verdict.subject}</code>
            <span className="quiet">{logText.policyRevision(verdict.policyRevision)}</span>
          </p>
          <ol className="findings">
            {verdict.findings.map((finding) => (
              <FindingRow key={finding.rule} finding={finding} />
            ))}
          </ol>
          {verdict.notes.map((note) => (
            <p key={note} className="verdict-note">
              <ServerWords>{note}</ServerWords>
            </p>
          ))}
        </div>
      ))}
    </>
  );
}

export function FindingRow({ finding }: { readonly finding: Finding }) {
  const outcome = outcomeOf(finding);
  const Icon = ICONS[outcome];
  return (
    <li className={`finding finding-${outcome}`}>
      <Icon size={14} aria-hidden />
      <span>
        <span className="finding-outcome">{logText.findings[outcome]}</span>{' '}
        {finding.option ? (
          <Link href={optionAddress(finding.option)}>
            <OptionName path={finding.option} />
          </Link>
        ) : (
          <RuleName rule={finding.rule} />
        )}
        <ServerWords className="finding-because">{finding.because}</ServerWords>
      </span>
    </li>
  );
}

function outcomeOf(finding: Finding): Outcome {
  return finding.result === 'violated' && finding.mode === 'report' ? 'reported' : finding.result;
}

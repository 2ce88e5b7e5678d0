import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { logText } from '../../text/en/log.ts';
import { senderChecks, type SenderCheck } from './sender-checks.ts';

/** What SPF, DKIM, ARC and DMARC say of the message, in a line; nothing where they were not asked. */
export function SessionChecks({ session }: { readonly session: SessionDetail }) {
  const checks = senderChecks(session.verdicts);
  if (checks.length === 0) return null;
  return (
    <ul className="check-line" aria-label={logText.checks}>
      {checks.map((check, index) => (
        <li key={index} className={`badge badge-${badgeOf(check)}`} title={check.about ?? undefined}>
          {`${check.name} ${check.result}`}
        </li>
      ))}
    </ul>
  );
}

function badgeOf({ result }: SenderCheck): string {
  if (result === 'pass') return 'good';
  if (result === 'fail' || result === 'permerror') return 'error';
  return result === 'softfail' || result === 'temperror' ? 'warning' : 'quiet';
}

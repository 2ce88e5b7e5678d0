import { Link } from 'wouter';
import { describeOption } from '../../../server/contract/options.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { Note } from '../../parts/note.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { logText } from '../../text/en/log.ts';

/** Why a session ended as it did, with the option that decided and the way to it. */
export function SessionWhy({ session }: { readonly session: SessionDetail }) {
  const { refusal } = session;
  if (!refusal)
    return (
      <Note kind={session.result === 'accepted' ? 'good' : 'info'}>{reasonWithoutRefusal(session)}</Note>
    );
  return (
    <Note kind={session.result === 'deferred' ? 'warning' : 'error'}>
      <p>
        <strong>{logText.why}:</strong> {refusal.because}
      </p>
      {refusal.option && (
        <p>
          {logText.option}:{' '}
          <Link href={optionAddress(refusal.option)}>{describeOption(refusal.option).label}</Link>
        </p>
      )}
      {session.listenerKind !== 'pop3' && (
        <p>
          {logText.reply}: <code>{`${String(refusal.code)} ${refusal.enhanced}`}</code>
        </p>
      )}
    </Note>
  );
}

function reasonWithoutRefusal({ result, verdicts, listenerKind, account }: SessionDetail): string {
  if (listenerKind === 'outbound') {
    if (result === 'running') return logText.whySending;
    return result === 'accepted' ? logText.whySent : logText.whyNothingSent;
  }
  if (result === 'running') return logText.whyRunning;
  if (listenerKind === 'pop3') return logText.whyMailboxClosed(account);
  if (result === 'closed') return logText.whyClosed;
  const exempt = verdicts.flatMap(({ findings }) => findings).find((finding) => finding.result === 'exempt');
  return exempt?.because ?? logText.whyAccepted;
}

import { Link } from 'wouter';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { Note } from '../../parts/note.tsx';
import { OptionName } from '../../parts/option-name.tsx';
import { ServerWords } from '../../parts/server-words.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { placeOf, valueAt } from '../../state/option-values.ts';
import { useOptions } from '../../state/use-option.ts';
import { text } from '../../text/en.ts';
import { logText } from '../../text/en/log.ts';
import { sessionActionText } from '../../text/en/session-action.ts';

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
        <strong>{logText.why}:</strong> <ServerWords>{refusal.because}</ServerWords>
      </p>
      {refusal.option && (
        <p>
          {logText.option}:{' '}
          <Link href={optionAddress(refusal.option)}>
            <OptionName path={refusal.option} />
          </Link>
        </p>
      )}
      <ChangedSince session={session} />
      {session.listenerKind !== 'pop3' && (
        <p>
          {logText.reply}: <code>{`${String(refusal.code)} ${refusal.enhanced}`}</code>
        </p>
      )}
    </Note>
  );
}

/** The option that refused has another value now than it had then. */
function ChangedSince({ session: { refusal, verdicts } }: { readonly session: SessionDetail }) {
  const settings = useOptions();
  const then = verdicts
    .flatMap((verdict) => verdict.refusal ?? [])
    .find(({ rule }) => rule === refusal?.rule);
  if (!settings || !then?.option) return null;
  const now = valueAt(settings, placeOf(then.option).key);
  if (now === then.mode) return null;
  return <p>{sessionActionText.changedSince(text.options.state(then.mode), text.options.state(now))}</p>;
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

import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { formatSize } from '../../parts/size.ts';
import { logText } from '../../text/en/log.ts';
import { number } from '../../text/format.ts';
import { isOutbound, serverOf } from './session-kind.ts';

/** What is known of a session besides its outcome. */
export function SessionFacts({ session }: { readonly session: SessionDetail }) {
  const names = logText.factNames;
  const facts: readonly (readonly [string, string])[] = [
    ...(isOutbound(session)
      ? deliveryFacts(session)
      : [
          [names.account, session.account ?? logText.notSignedIn] as const,
          ...(session.listenerKind === 'pop3' ? [] : sendingFacts(session)),
        ]),
    [names.tls, session.tls ?? logText.noTls],
    [names.size, formatSize(session.bytes)],
    ...(session.endedAt === null
      ? []
      : [[names.duration, `${number((session.endedAt - session.startedAt) / 1000)} s`] as const]),
  ];
  return (
    <>
      <h3>{logText.facts}</h3>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What a session that fetches mail has none of. */
function sendingFacts(session: SessionDetail): readonly (readonly [string, string])[] {
  const names = logText.factNames;
  return [
    [names.sender, session.sender === '<>' ? logText.nullSender : (session.sender ?? logText.noSender)],
    [names.recipients, recipients(session)],
    [names.helo, session.helo ?? '–'],
    [names.messages, String(session.messagesAccepted)],
  ];
}

/** Of a delivery to another server. */
function deliveryFacts(session: SessionDetail): readonly (readonly [string, string])[] {
  const names = logText.factNames;
  return [
    [names.server, serverOf(session)],
    [names.sender, session.sender === '<>' ? logText.nullSender : (session.sender ?? logText.noSender)],
    [names.recipients, recipients(session)],
    [names.sent, String(session.messagesAccepted)],
  ];
}

function recipients({ recipients: shown, recipientCount }: SessionDetail): string {
  if (shown.length === 0) return '–';
  const listed = shown.join(', ');
  return recipientCount > shown.length
    ? logText.moreRecipients(listed, recipientCount - shown.length)
    : listed;
}

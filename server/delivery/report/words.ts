import { formatAddress } from '../../contract/address.ts';
import type { DeliveryFailure } from '../../contract/delivery-queue.ts';
import type { DeliveryReport, ReportedRecipient, ReportKind } from './delivery-report.ts';
import { messageDate } from './status-part.ts';

export const SUBJECTS: Readonly<Record<ReportKind, string>> = {
  failure: 'Your message could not be delivered',
  delay: 'Your message has not been delivered yet',
  success: 'Your message has been delivered',
};

const OPENINGS: Readonly<Record<ReportKind, string>> = {
  failure: 'Your message could not be delivered to:',
  delay:
    'Your message has not been delivered yet. You need not do anything: it will be tried again. It still waits for:',
  success: 'As you have asked to be told: your message has arrived, or been passed on, for:',
};

/** The part that people read. `subject`: of their message, null where it has none. */
export function reportWords(report: DeliveryReport, hostname: string, subject: string | null): string {
  const { kind, message, recipients } = report;
  return [
    OPENINGS[kind],
    ...recipients.map(recipientWords),
    [
      'The message:',
      ...(subject === null || subject === '' ? [] : [`    Subject: ${shorten(subject)}`]),
      `    Sent: ${messageDate(message.receivedAt)}`,
    ].join('\n'),
    `This report comes from the mail server ${hostname}. Nobody reads answers to it but the postmaster.`,
    '',
  ].join('\n\n');
}

function recipientWords(reported: ReportedRecipient): string {
  // Hosts and replies are what others wrote.
  const outcome = outcomeWords(reported).map((line) => `        ${line.replace(/\p{C}+/gu, ' ')}`);
  return [`    ${formatAddress(reported.recipient)}`, ...outcome].join('\n');
}

function outcomeWords(reported: ReportedRecipient): readonly string[] {
  switch (reported.action) {
    case 'delivered':
      return ['It is in the mailbox.'];
    case 'relayed':
      return [`The server ${reported.host} has taken it. That server does not report what becomes of it.`];
    case 'failed':
      return [
        ...reasonWords(reported.failure),
        // RFC 3463 §2: a status that begins with 4 is not for ever; patience has ended.
        ...(reported.failure.enhanced.startsWith('4')
          ? ['It has been tried for as long as this server tries.']
          : []),
        adviceFor(reported.failure),
      ];
    case 'delayed':
      return [
        ...reasonWords(reported.failure),
        `It will be tried until ${messageDate(reported.retryUntil)}. You are told if that fails too.`,
      ];
  }
}

function reasonWords({ host, code, text }: DeliveryFailure): readonly string[] {
  if (code === null) return [host === null ? shorten(text) : `${host}: ${shorten(text)}`];
  return [`${host === null ? 'The server' : `The server ${host}`} said:`, `${code} ${shorten(text)}`];
}

/** What helps, by the subject of the status (RFC 3463 §3), the more exact one first. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^.\.1\.(?:2|10)$/, 'Check the part of the address behind the @: that domain takes no mail.'],
  [/^.\.1\./, 'Check the address for mistakes, or ask the recipient for the right one.'],
  [/^.\.2\.3$|^.\.3\.4$/, 'The message is too large for the recipient. Send it without its attachments.'],
  [/^.\.2\./, 'The mailbox takes no mail at present; it may be full. Tell the recipient by other means.'],
  [
    /^.\.[34]\./,
    'The server could not be reached, or not used. Try again later, or tell the recipient by other means.',
  ],
  [
    /^.\.6\./,
    'The server cannot take this kind of message. Send it as plain text, or with another attachment.',
  ],
  [
    /^.\.7\./,
    'The recipient’s server does not want this message. Ask your administrator, and show this report.',
  ],
];

function adviceFor({ enhanced }: DeliveryFailure): string {
  const advice = ADVICE.find(([status]) => status.test(enhanced));
  return advice?.[1] ?? 'Ask your administrator, and show this report.';
}

/** Servers say as much as they like; a line of a report holds this much of it. */
function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 500 ? characters.join('') : `${characters.slice(0, 500).join('')}…`;
}

import type { Address } from '../../contract/address.ts';
import type { DsnRequest } from '../../contract/message-store.ts';
import { parseParameters, XTEXT } from './esmtp-parameters.ts';
import { parsed, refused, type Parsed } from './parsed.ts';
import { isAscii, parsePath, scanPath } from './path.ts';
import { BAD_RECIPIENT_501, RCPT_SYNTAX_501, SMTPUTF8_NEEDED_553 } from './replies.ts';
import type { RcptCommand } from './session-handler.ts';

const RCPT_PARAMETERS = {
  NOTIFY: /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*)$/i, // RFC 3461 §4.1
  ORCPT: new RegExp(`^(?=.{1,500}$)(?:[A-Za-z0-9-]+;${XTEXT}|utf-8;[!-~\u00a0-\u{10ffff}]+)$`, 'iu'), // RFC 3461 §4.2, RFC 6533 §3
} as const;

/** Parses the argument of RCPT (RFC 5321 §4.1.1.3). `smtpUtf8` is what MAIL said. */
export function parseRcptCommand(argument: string, smtpUtf8: boolean): Parsed<RcptCommand> {
  const [prefix] = /^TO:[ \t]*/i.exec(argument) ?? [];
  if (prefix === undefined) return refused(RCPT_SYNTAX_501);
  const path = scanPath(argument.slice(prefix.length));
  if (path === null) return refused(BAD_RECIPIENT_501);
  const answer = parseParameters(path.rest, RCPT_PARAMETERS);
  if (answer.kind === 'refused') return answer;

  const recipient = parseRecipient(path.inner);
  if (recipient === null) return refused(BAD_RECIPIENT_501);
  if (!smtpUtf8 && !isAscii(path.inner)) return refused(SMTPUTF8_NEEDED_553);
  return parsed({
    recipient,
    dsn: {
      notify: notifyOf(answer.value.get('NOTIFY')),
      originalRecipient: answer.value.get('ORCPT') ?? null,
    },
  });
}

function parseRecipient(inner: string): Address | 'postmaster' | null {
  return /^postmaster$/i.test(inner) ? 'postmaster' : parsePath(inner);
}

function notifyOf(value: string | undefined): DsnRequest['notify'] {
  if (value === undefined) return [];
  const conditions = value.toUpperCase().split(',');
  const known = ['NEVER', 'SUCCESS', 'FAILURE', 'DELAY'] as const;
  return known.filter((condition) => conditions.includes(condition));
}

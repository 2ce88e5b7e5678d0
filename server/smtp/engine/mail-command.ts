import type { ReturnPath } from '../../contract/address.ts';
import { LOCAL_ONLY_EXTENSION } from '../../contract/local-only-extension.ts';
import { parseParameters, XTEXT } from './esmtp-parameters.ts';
import { parsed, refused, type Parsed } from './parsed.ts';
import { isAscii, parsePath, scanPath } from './path.ts';
import { BAD_SENDER_501, MAIL_SYNTAX_501, SMTPUTF8_NEEDED_553 } from './replies.ts';
import type { MailCommand } from './session-handler.ts';

const MAIL_PARAMETERS = {
  SIZE: /^\d{1,20}$/, // RFC 1870 §3
  BODY: /^(?:7BIT|8BITMIME)$/i, // RFC 6152 §2
  SMTPUTF8: null, // RFC 6531 §3.4
  RET: /^(?:FULL|HDRS)$/i, // RFC 3461 §4.3
  ENVID: new RegExp(`^(?=.{1,100}$)${XTEXT}$`), // RFC 3461 §4.4
  // RFC 4954 §5: who first submitted the message, said by a client that we have no reason to believe; read, not used.
  AUTH: new RegExp(`^(?:<>|${XTEXT})$`),
  [LOCAL_ONLY_EXTENSION]: null,
} as const;

/**
 * Parses the argument of MAIL (RFC 5321 §4.1.1.2). Beyond the grammar a blank after the colon is taken: devices
 * that send one are many, and it can mean nothing else.
 */
export function parseMailCommand(argument: string): Parsed<MailCommand> {
  const [prefix] = /^FROM:[ \t]*/i.exec(argument) ?? [];
  if (prefix === undefined) return refused(MAIL_SYNTAX_501);
  const path = scanPath(argument.slice(prefix.length));
  if (path === null) return refused(BAD_SENDER_501);
  const answer = parseParameters(path.rest, MAIL_PARAMETERS);
  if (answer.kind === 'refused') return answer;

  const parameters = answer.value;
  const smtpUtf8 = parameters.has('SMTPUTF8');
  const returnPath = parseReturnPath(path.inner);
  if (returnPath === undefined) return refused(BAD_SENDER_501);
  if (!smtpUtf8 && !isAscii(path.inner)) return refused(SMTPUTF8_NEEDED_553);
  const size = parameters.get('SIZE');
  return parsed({
    returnPath,
    sizeBytes: size === undefined ? null : Number(size),
    body: parameters.get('BODY')?.toUpperCase() === '8BITMIME' ? '8BITMIME' : '7BIT',
    smtpUtf8,
    dsnReturn: dsnReturnOf(parameters.get('RET')),
    dsnEnvelopeId: parameters.get('ENVID') ?? null,
    localOnly: parameters.has(LOCAL_ONLY_EXTENSION),
  });
}

function parseReturnPath(inner: string): ReturnPath | undefined {
  return inner === '' ? null : (parsePath(inner) ?? undefined);
}

function dsnReturnOf(value: string | undefined): MailCommand['dsnReturn'] {
  if (value === undefined) return null;
  return value.toUpperCase() === 'FULL' ? 'FULL' : 'HDRS';
}

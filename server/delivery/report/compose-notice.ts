import { formatAddress, type Address } from '../../contract/address.ts';
import type { LoudNoticeCode } from '../../contract/notice-codes.ts';
import type { Notice } from '../../contract/notices.ts';
import { NOTICE_WORDS } from './notice-words.ts';
import { statusField } from './status-field.ts';
import { messageDate } from './status-part.ts';
import { textPart } from './text-part.ts';

export interface NoticeLetter {
  /** Unique; becomes the message id. */
  readonly id: string;
  readonly at: number;
  readonly hostname: string;
  readonly from: Address;
  readonly to: Address;
  readonly code: LoudNoticeCode;
  /** Of this code, the oldest first. */
  readonly notices: readonly Pick<Notice, 'at' | 'text' | 'isOver'>[];
}

/** So many are told in words; a flood is a number. */
const MOST_TOLD = 20;

/** Header and body of a mail that tells the postmaster of notices, CRLF at each line's end. */
export function composeNotice({ id, at, hostname, from, to, code, notices }: NoticeLetter): Buffer {
  const words = NOTICE_WORDS[code];
  const header = [
    `Date: ${messageDate(at)}\r\n`,
    `From: Gatepost <${formatAddress(from)}>\r\n`,
    `To: <${formatAddress(to)}>\r\n`,
    `Message-ID: <${id}@${hostname}>\r\n`,
    statusField('Subject', `${notices.at(-1)?.isOver === true ? words.over : words.subject} (${hostname})`),
    // RFC 3834 §5: no answering machine answers this.
    'Auto-Submitted: auto-generated\r\n',
    'MIME-Version: 1.0\r\n',
  ].join('');
  return Buffer.concat([Buffer.from(header), textPart(bodyOf(notices, hostname, words.advice))]);
}

function bodyOf(notices: NoticeLetter['notices'], hostname: string, advice: string): string {
  const left = notices.length - MOST_TOLD;
  return [
    `Your mail server ${hostname} has something to tell you.`,
    ...notices.slice(0, MOST_TOLD).map(({ at, text }) => `${messageDate(at)}\n${plain(text)}`),
    ...(left > 0 ? [`And ${left} more.`] : []),
    `What to do:\n${advice}`,
    'For one reason such a mail comes once an hour at most; what happened in between comes with the next one.\nAll notices are in the window of Gatepost, behind the bell. Mails like this one are turned off, or sent\nelsewhere, on its page "Server", under "Notices".',
    '',
  ].join('\n\n');
}

/** One line, in quotation marks that need no encoding; what others wrote may hold anything. */
function plain(text: string): string {
  return text
    .replace(/\p{C}+/gu, ' ')
    .replace(/[“”]/g, '"')
    .replace(/’/g, "'");
}

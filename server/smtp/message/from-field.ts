import type { FromHeader, FromMailbox } from '../../contract/facts.ts';
import { displayNameOf, readingsOf } from './display-name.ts';
import { hidesLineBreak } from './encoded-word.ts';
import { FromParser, type ParsedMailbox } from './from-parser.ts';
import { findShownAddresses } from './shown-addresses.ts';

/**
 * Reads the value of a From field, as it stands in the message, folding included (RFC 5322 §3.6.2). Strict: what
 * two mail programs could read as two senders is unreadable. Never throws, and looks at every byte a bounded
 * number of times.
 */
export function readFromField(value: Uint8Array): FromHeader {
  const raw = Buffer.from(value).toString('latin1');
  const unfolded = raw.replace(/\r\n(?=[ \t])/g, '');
  const because = faultOfText(raw, unfolded);
  if (because !== null) return { kind: 'unreadable', because };
  const list = new FromParser(unfolded).parse();
  if (list.kind === 'unreadable') return list;
  return { kind: 'mailboxes', mailboxes: list.mailboxes.map(asFromMailbox) };
}

function faultOfText(raw: string, unfolded: string): string | null {
  // eslint-disable-next-line no-control-regex -- the controls are what is looked for
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(unfolded)) return 'The From: field has a control character in it.';
  // RFC 5322 §4.2 warns of it: to some readers a line of blanks is the end of the header.
  if (isFoldedOverBlanks(raw)) return 'The From: field is folded over a line of blanks.';
  if (hidesLineBreak(unfolded)) return 'An encoded word in the From: field hides a NUL or a line break.';
  return null;
}

function asFromMailbox(mailbox: ParsedMailbox): FromMailbox {
  return {
    address: mailbox.address,
    displayName: displayNameOf(mailbox),
    shownAddresses: findShownAddresses(readingsOf(mailbox), mailbox.address),
  };
}

function isFoldedOverBlanks(raw: string): boolean {
  const hasText = raw.split('\r\n').map((line) => /[^ \t]/.test(line));
  return hasText.slice(1, hasText.lastIndexOf(true)).includes(false);
}

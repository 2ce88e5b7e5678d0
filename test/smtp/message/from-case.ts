/** One raw message, one character per byte, and the senders that it must be seen to name. */
export interface FromCase {
  /** Why the verdict is what it is. */
  readonly reason: string;
  readonly raw: string;
  readonly expect:
    | {
        readonly kind: 'mailboxes';
        readonly addresses: readonly string[];
        /** Addresses shown beside the sender's own, over all mailboxes. */
        readonly shown: readonly string[];
      }
    | { readonly kind: 'unreadable'; readonly because: string };
}

export function accepted(
  reason: string,
  raw: string,
  addresses: readonly string[],
  shown: readonly string[] = [],
): FromCase {
  return { reason, raw, expect: { kind: 'mailboxes', addresses, shown } };
}

export function refused(reason: string, raw: string, because: string): FromCase {
  return { reason, raw, expect: { kind: 'unreadable', because } };
}

/** A message that is ordinary but for its From field. */
export function from(value: string): string {
  return message(`From: ${value}`);
}

/** A message that is ordinary but for these header lines. */
export function message(...lines: readonly string[]): string {
  return [...lines, 'To: u2@local.test', 'Subject: Lunch', '', 'At noon?', ''].join('\r\n');
}

/** The text's UTF-8 bytes, one character per byte. */
export function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** An encoded word in base64. */
export function inBase64(text: string, charset = 'utf-8'): string {
  return `=?${charset}?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

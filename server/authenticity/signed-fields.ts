/** One field of a header block. */
interface HeaderField {
  /** In lower case. */
  readonly name: string;
  /** RFC 6376 §3.4.2, one character per byte, CRLF at its end. */
  readonly canonical: string;
}

/**
 * RFC 6376 §5.4.1: what a reader sees and what says how to read it. Each is named once more than it occurs, so that
 * nobody adds another one (§8.15).
 */
const FIXED: readonly string[] = [
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
];
/** Those that a mailing list may add: signed where they are there. */
const OPEN: readonly string[] = [
  'sender',
  'reply-to',
  'in-reply-to',
  'references',
  'resent-from',
  'resent-to',
  'resent-date',
  'resent-message-id',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
];

/** The value of h=, and what it stands for, in the same order. `header` with the empty line that ends it. */
export function signedFields(header: Buffer): {
  readonly names: readonly string[];
  readonly canonical: string;
} {
  const fields = fieldsOf(header.toString('latin1'));
  const signed = [...FIXED, ...OPEN].flatMap((name) =>
    // RFC 6376 §5.4.2: of several, the lowest comes first.
    fields.filter((field) => field.name === name).toReversed(),
  );
  return {
    names: [...signed.map(({ name }) => name), ...FIXED],
    canonical: signed.map(({ canonical }) => canonical).join(''),
  };
}

/** RFC 6376 §3.4.2 of one field, without a line end. */
export function canonicalField(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).replace(/[ \t]+$/, '');
  const value = field.slice(colon + 1).replace(/\r\n/g, '');
  return `${name.toLowerCase()}:${value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')}`;
}

function fieldsOf(header: string): HeaderField[] {
  return header
    .split(/\r\n(?![ \t])/)
    .filter((field) => field.includes(':'))
    .map((field) => {
      const canonical = canonicalField(field);
      return { name: canonical.slice(0, canonical.indexOf(':')), canonical: `${canonical}\r\n` };
    });
}

/** RFC 2449 §8 and RFC 3206 §4: why a command was refused, for the client's program. Null: its own fault. */
export type ResponseCode = 'AUTH' | 'IN-USE' | 'SYS/TEMP' | null;

/** A negative response: `-ERR [AUTH] text`. */
export interface Refusal {
  readonly responseCode: ResponseCode;
  /** One line of ASCII, without the session id. */
  readonly text: string;
}

/** RFC 2449 §4: a response's first line has at most 512 octets, CRLF included. */
const LINE_BYTES = 510;

/** The line as it goes on the wire, without CRLF. It ends with the session id, by which it is found in the log. */
export function formatRefusal({ responseCode, text }: Refusal, sessionId: string): string {
  const start = responseCode === null ? '-ERR' : `-ERR [${responseCode}]`;
  const end = ` [${sessionId}]`;
  // No text that an answer is built from may start a line of its own.
  const printable = text.replace(/[^ -~]/gu, '?').slice(0, LINE_BYTES - start.length - 1 - end.length);
  return `${start} ${printable}${end}`;
}

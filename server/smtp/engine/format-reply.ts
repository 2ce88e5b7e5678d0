import type { Reply } from '../../contract/reply.ts';

/** RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets, CRLF included. */
const REPLY_LINE_BYTES = 510;

/**
 * The line of a reply as it goes on the wire, without CRLF. A refusal (4xx, 5xx) ends with the session id in
 * brackets. Characters beyond ASCII pass only where `utf8` says that the client reads them (RFC 6531 §3.7.4.1).
 */
export function formatReply(reply: Reply, sessionId: string, utf8: boolean): string {
  const start = reply.enhanced === '' ? `${reply.code}` : `${reply.code} ${reply.enhanced}`;
  const end = reply.code >= 400 ? ` [${sessionId}]` : '';
  const room = REPLY_LINE_BYTES - start.length - 1 - end.length;
  const text = oneLine(reply.text, utf8);
  return text === '' ? `${start}${end}` : `${start} ${cutToBytes(text, room)}${end}`;
}

/** A multi-line reply (RFC 5321 §4.2.1) with one text per line. */
export function formatLines(code: number, texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => `${code}${index < texts.length - 1 ? '-' : ' '}${oneLine(text, false)}`);
}

/** No text that an answer is built from may start a line of its own: that would split the reply. */
function oneLine(text: string, utf8: boolean): string {
  const line = text.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' '); // eslint-disable-line no-control-regex -- to remove them
  return utf8 ? line : line.replace(/[^ -~]/gu, '?');
}

function cutToBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const encoded = Buffer.from(text, 'utf8');
  // A character that the cut splits is left out.
  return encoded.length <= bytes
    ? text
    : encoded
        .subarray(0, bytes)
        .toString('utf8')
        .replace(/\ufffd+$/, '');
}

import { isAscii } from './status-field.ts';

/** Words for people, `\n` at each line's end, as a MIME part: header, empty line and body. */
export function textPart(words: string): Buffer {
  const text = words.replaceAll('\n', '\r\n');
  if (isAscii(text) && text.split('\r\n').every((line) => line.length <= 998))
    return Buffer.from(`Content-Type: text/plain; charset=us-ascii\r\n\r\n${text}`);
  // For any reader and any way: what is not plain ASCII travels as base64.
  const lines = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`,
  );
}

/** The words of an unstructured field of a header, for people to read; null where there is no such field. */
export function headerWords(header: Buffer, name: string): string | null {
  const field = new RegExp(`^${name}[ \\t]*:((?:.|\\r\\n[ \\t])*)`, 'imu').exec(header.toString('utf8'))?.[1];
  if (field === undefined) return null;
  const words = decodeWords(field.replace(/\r\n(?=[ \t])/g, ''));
  return words.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

const ENCODED_WORD = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/giu;

/** RFC 2047. Blanks between two encoded words belong to neither; what cannot be decoded stays as it is. */
function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(?==\?)/gu, '$1')
    .replace(ENCODED_WORD, (word, charset: string, encoding: string, content: string) => {
      try {
        const bytes =
          encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : fromQuotedPrintable(content);
        return new TextDecoder(charset).decode(bytes);
      } catch {
        return word;
      }
    });
}

function fromQuotedPrintable(content: string): Buffer {
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

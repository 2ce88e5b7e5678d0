/** What a message asks of the servers it passes. */
export interface ContentNeeds {
  /** Octets beyond ASCII anywhere: 8BITMIME (RFC 6152). */
  readonly eightBit: boolean;
  /** Octets beyond ASCII in the header: SMTPUTF8 (RFC 6532). */
  readonly utf8Header: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/** Looks at the content itself: what a client announced with MAIL says what might be there, not what is. */
export async function contentNeeds(content: AsyncIterable<Uint8Array>): Promise<ContentNeeds> {
  let inHeader = true;
  let lineIsEmpty = true;
  for await (const chunk of content) {
    let start = 0;
    for (; inHeader && start < chunk.length; start++) {
      const octet = chunk[start] ?? 0;
      if (octet >= 0x80) return { eightBit: true, utf8Header: true };
      if (octet === LF && lineIsEmpty) inHeader = false;
      lineIsEmpty = octet === LF || (octet === CR && lineIsEmpty);
    }
    for (; start < chunk.length; start++)
      if ((chunk[start] ?? 0) >= 0x80) return { eightBit: true, utf8Header: false };
  }
  return { eightBit: false, utf8Header: false };
}

const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;
const END_OF_LINES = Buffer.from('.\r\n');
const STUFFED_DOT = Buffer.from('.');
/** What is stuffed and sent at once, in bytes. */
const PIECE_BYTES = 65_536;

/**
 * A message as a multi-line response, in pieces (RFC 1939 §3): a line that begins with a dot gets another one, and a
 * dot alone ends it. A message whose last line is not ended gets its CRLF.
 */
export function* messageLines(message: Uint8Array): Generator<Buffer> {
  let previous = LF;
  for (let from = 0; from < message.length; from += PIECE_BYTES) {
    const piece = Buffer.from(
      message.buffer,
      message.byteOffset + from,
      Math.min(PIECE_BYTES, message.length - from),
    );
    yield stuffDots(piece, previous);
    previous = piece.at(-1) ?? previous;
  }
  if (previous !== LF) yield Buffer.from('\r\n');
  yield END_OF_LINES;
}

/** The header, the line between, and so many lines of the body (RFC 1939 §7, TOP). */
export function topOf(message: Uint8Array, bodyLines: number): Uint8Array {
  let at = headerLength(message);
  for (let line = 0; line < bodyLines && at < message.length; line++) at = nextLine(message, at);
  return message.subarray(0, at);
}

function headerLength(message: Uint8Array): number {
  let at = 0;
  while (at < message.length) {
    const isEmptyLine = message[at] === LF || (message[at] === CR && message[at + 1] === LF);
    at = nextLine(message, at);
    if (isEmptyLine) return at;
  }
  return at;
}

function nextLine(message: Uint8Array, from: number): number {
  const end = message.indexOf(LF, from);
  return end < 0 ? message.length : end + 1;
}

function stuffDots(piece: Buffer, previous: number): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let dot = piece.indexOf(DOT); dot >= 0; dot = piece.indexOf(DOT, dot + 1)) {
    if ((dot === 0 ? previous : piece[dot - 1]) !== LF) continue;
    parts.push(piece.subarray(from, dot), STUFFED_DOT);
    from = dot;
  }
  return parts.length === 0 ? piece : Buffer.concat([...parts, piece.subarray(from)]);
}

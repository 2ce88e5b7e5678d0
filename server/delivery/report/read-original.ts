import type { QueuedEnvelope } from '../../contract/delivery-queue.ts';
import type { ReportKind } from './delivery-report.ts';

/** Larger messages come back as their header alone, so that a report never clogs the mailbox it is meant to help. */
const RETURNED_MAX_BYTES = 256 * 1024;
const HEADER_MAX_BYTES = 64 * 1024;

/** What a report gives back of the message it is about. */
export interface Original {
  readonly extent: 'full' | 'header';
  /** The whole message, or its header with the CRLF of the last field. */
  readonly content: Buffer;
}

/**
 * RFC 3461 §4.3: RET says how much comes back, and only where something failed; without it the header does, which is
 * enough to recognise the message and gives a forged sender nothing to pass on.
 */
export function wantedExtent(
  kind: ReportKind,
  { dsnReturn }: Pick<QueuedEnvelope, 'dsnReturn'>,
): Original['extent'] {
  return kind === 'failure' && dsnReturn === 'FULL' ? 'full' : 'header';
}

/** Reads no more of the message than is returned, or is looked through for it. Rejects where it cannot be read. */
export async function readOriginal(
  content: AsyncIterable<Uint8Array>,
  wanted: Original['extent'],
): Promise<Original> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > RETURNED_MAX_BYTES) break;
    if (wanted === 'header' && (length > HEADER_MAX_BYTES || headerEnd(Buffer.concat(chunks)) !== -1)) break;
  }
  const read = Buffer.concat(chunks);
  return wanted === 'full' && length <= RETURNED_MAX_BYTES
    ? { extent: 'full', content: read }
    : { extent: 'header', content: headerOf(read) };
}

/** A header that is cut short ends with a whole line. */
function headerOf(read: Buffer): Buffer {
  const start = read.subarray(0, HEADER_MAX_BYTES);
  const end = headerEnd(start);
  return start.subarray(0, (end === -1 ? start.lastIndexOf('\r\n') : end) + 2);
}

/** Where the CRLF of the last field begins; -1 where no empty line has come yet. */
function headerEnd(read: Buffer): number {
  return read.indexOf('\r\n\r\n');
}

import { Readable } from 'node:stream';

/** How far a message has come. */
export type Progress = 'not-begun' | 'begun' | 'whole';

/**
 * The message as a stream, opened when its first byte is asked for. One that turns out longer or shorter than `size`
 * fails, as one that cannot be read does: half a message must never look like a whole one.
 */
export function messageStream(
  open: () => Promise<AsyncIterable<Uint8Array>>,
  size: number,
  onProgress: (progress: Progress) => void,
): Readable {
  return Readable.from(exactly(open, size, onProgress), { objectMode: false });
}

async function* exactly(
  open: () => Promise<AsyncIterable<Uint8Array>>,
  size: number,
  onProgress: (progress: Progress) => void,
): AsyncGenerator<Uint8Array, void> {
  onProgress('begun');
  let read = 0;
  for await (const chunk of await open()) {
    read += chunk.length;
    if (read > size) break;
    yield chunk;
  }
  if (read !== size) throw new Error('it has another length than its size');
  onProgress('whole');
}

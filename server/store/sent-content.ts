import type { Database } from '../contract/database.ts';
import { StoreError } from '../contract/message-store.ts';
import type { BodyFiles } from './body-files.ts';
import { asStoreError } from './failure.ts';
import { messageContent } from './queue-queries.ts';
import { blobValue } from './sql-connection.ts';

/** What is read from a file at once, in bytes. */
const PART_BYTES = 256 * 1024;

/**
 * The message as it is sent on. Nothing stays open when the reader stops half-way. Rejects with StoreError where its
 * content is gone, and while it is read where the file ends early: half a message must not be sent as a whole one.
 */
export async function openSentContent(
  database: Pick<Database, 'query'>,
  files: BodyFiles,
  messageId: string,
): Promise<AsyncIterable<Uint8Array>> {
  const { sql, params } = messageContent(messageId);
  const [row] = await database.query(sql, params);
  if (!row) throw new StoreError('unavailable', `There is no message ${messageId}`);
  const start = Number(row['sent_offset']);
  const end = start + Number(row['sent_bytes']);
  if (row['content'] !== null) return partsOf(blobValue(row['content']).subarray(start, end));
  const read = (offset: number): Promise<Uint8Array> =>
    readPart(files, messageId, offset, Math.min(PART_BYTES, end - offset));
  return readParts(await read(start), start, end, read);
}

async function* readParts(
  first: Uint8Array,
  start: number,
  end: number,
  read: (offset: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  for (let offset = start + first.length; offset < end;) {
    const part = await read(offset);
    yield part;
    offset += part.length;
  }
}

async function readPart(
  files: BodyFiles,
  messageId: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  try {
    const part = await files.readPart(messageId, offset, length);
    if (part.length === length) return part;
  } catch (error) {
    throw asStoreError(error);
  }
  throw new StoreError('unavailable', `The file of message ${messageId} is shorter than it was written`);
}

async function* partsOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

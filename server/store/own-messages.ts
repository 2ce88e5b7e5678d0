import type { OwnMessage } from '../contract/delivery-queue.ts';
import { BodyWriter } from './body-writer.ts';
import { checkMessageId } from './check-message-id.ts';
import { commitWithFiles, removeBodies, type FilledBody } from './commit-with-files.ts';
import { envelopeHeader, envelopeJson } from './envelope-header.ts';
import { SPOOLED_BYTES, type Intake } from './incoming-message.ts';
import { joinedBytes } from './joined-bytes.ts';
import { returnPathBytes } from './message-start.ts';
import { storedMessage } from './stored-message.ts';
import type { StoredMessage } from './worker-messages.ts';

/**
 * Stores messages that the server wrote itself, together with what else `commit` does. Content that is too big for the
 * spool is in its file before. Rejects with StoreError; nothing is left then.
 */
export async function storeOwnMessages(
  intake: Pick<Intake, 'files' | 'noteLeftover'>,
  messages: readonly OwnMessage[],
  commit: (messages: readonly StoredMessage[]) => Promise<void>,
): Promise<void> {
  const bodies: FilledBody[] = [];
  const stored: StoredMessage[] = [];
  try {
    for (const { envelope, content } of messages) {
      checkMessageId(envelope.id);
      const header = Buffer.from(envelopeHeader(envelopeJson(envelope)));
      const whole = joinedBytes([header, content]);
      const isSpooled = content.length <= SPOOLED_BYTES;
      if (!isSpooled) {
        const writer = await BodyWriter.begin(intake.files, envelope.id);
        bodies.push({ writer, start: null });
        await writer.append(whole);
      }
      stored.push(
        storedMessage(envelope, {
          bodyOffset: header.length,
          sentOffset: header.length + returnPathBytes(content),
          sizeBytes: content.length,
          content: isSpooled ? whole : null,
        }),
      );
    }
  } catch (error) {
    await removeBodies(bodies, intake);
    throw error;
  }
  await commitWithFiles(bodies, intake, () => commit(stored));
}

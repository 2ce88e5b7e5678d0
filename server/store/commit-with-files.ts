import { StoreError } from '../contract/message-store.ts';
import type { BodyWriter } from './body-writer.ts';

/** A message whose content is in its own file, all of it but perhaps for what the file begins with. */
export interface FilledBody {
  readonly writer: BodyWriter;
  /** Written over the room kept for it; null where none was. */
  readonly start: Uint8Array | null;
}

/** Told where a file was left that the next start has to sweep. */
export interface Leftovers {
  noteLeftover(): void;
}

/**
 * Makes the files durable and then commits their rows. Where that fails the files go again, unless the rows may exist
 * all the same.
 */
export async function commitWithFiles(
  bodies: readonly FilledBody[],
  leftovers: Leftovers,
  commit: () => Promise<void>,
): Promise<void> {
  try {
    for (const { writer, start } of bodies) await writer.finish(start);
  } catch (error) {
    await removeBodies(bodies, leftovers);
    throw error;
  }
  try {
    await commit();
  } catch (error) {
    // After any other failure the row may exist, and then it needs its file. The next start finds out.
    if (error instanceof StoreError && error.kind === 'disk-full') await removeBodies(bodies, leftovers);
    else if (bodies.length > 0) leftovers.noteLeftover();
    throw error;
  }
}

/** Never rejects. */
export async function removeBodies(
  bodies: readonly Pick<FilledBody, 'writer'>[],
  leftovers: Leftovers,
): Promise<void> {
  for (const { writer } of bodies) {
    try {
      await writer.remove();
    } catch {
      leftovers.noteLeftover();
    }
  }
}

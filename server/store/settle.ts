import type { BodyFiles } from './body-files.ts';

/** A message whose content is still in the database. */
export interface SpooledBody {
  readonly id: string;
  readonly content: Uint8Array;
}

/** The spool as the settler needs it: rows of mail.db. */
export interface Spool {
  oldest(): readonly SpooledBody[];
  /** Forgets the contents, durably and together. */
  drop(ids: readonly string[]): void;
}

/** What the settler does with files. */
export type SettledFiles = Pick<BodyFiles, 'write' | 'syncName' | 'remove'>;

/**
 * Moves the oldest spooled messages to their files: content durable, then name durable, and only then does the
 * database forget them. Interrupted anywhere it starts again from the spool. Returns how many it moved; throws the
 * first failure after it has moved what could be moved, and has removed what it wrote in vain.
 */
export async function settle(spool: Spool, files: SettledFiles): Promise<number> {
  const bodies = spool.oldest();
  const results = await Promise.allSettled(bodies.map((body) => settleOne(body, files)));
  const settled = bodies.filter((_, index) => results[index]?.status === 'fulfilled');
  if (settled.length > 0) spool.drop(settled.map(({ id }) => id));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.length;
}

async function settleOne({ id, content }: SpooledBody, files: SettledFiles): Promise<void> {
  try {
    await files.write(id, content);
    await files.syncName(id);
  } catch (error) {
    await files.remove(id).catch(() => undefined); // the next attempt, or the next start, replaces it
    throw error;
  }
}

import type { BodyFiles } from './body-files.ts';

/**
 * Removes the files that no row of the database knows: their messages were never acknowledged. Returns how many.
 * Nothing may be writing a message meanwhile.
 */
export async function sweep(
  files: Pick<BodyFiles, 'list' | 'remove'>,
  isKnown: (id: string) => boolean,
): Promise<number> {
  let swept = 0;
  for await (const ids of files.list()) {
    for (const id of ids.filter((each) => !isKnown(each))) {
      await files.remove(id);
      swept++;
    }
  }
  return swept;
}

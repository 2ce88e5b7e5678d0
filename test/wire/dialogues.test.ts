import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { playDialogue } from '../helpers/dialogue.ts';

/**
 * Written dialogues, played against real listeners: what comes back must be the file itself. How they are written
 * is told at `playDialogue`. After a change that is meant, `vitest run --update test/wire/dialogues.test.ts`
 * writes the answers anew, to be read before they are committed.
 */
const folder = new URL('./dialogues/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test('there are dialogues, and each says first what it shows', () => {
  expect(files.length).toBeGreaterThan(20);
  const silent = files.filter((name) => !readFileSync(new URL(name, folder), 'utf8').startsWith('# '));
  expect(silent).toEqual([]);
});

test.each(files)('%s', async (name) => {
  const path = fileURLToPath(new URL(name, folder));
  await expect(await playDialogue(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});

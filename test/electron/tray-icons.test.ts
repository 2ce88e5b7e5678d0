import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { drawTrayIcons } from '../../electron/assets/draw-tray-icons.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../electron/assets/tray');

test('the icons in the repository are those that the script draws', async () => {
  const drawn = drawTrayIcons();
  expect((await readdir(FOLDER)).toSorted()).toEqual([...drawn.keys()].toSorted());
  for (const [name, content] of drawn)
    expect((await readFile(path.join(FOLDER, name))).equals(content), name).toBe(true);
});

import { expect, test } from 'vitest';
import { FreeSpace } from '../../server/store/free-space.ts';

const MEBIBYTE = 1024 * 1024;
const FLOOR = 64 * MEBIBYTE;

function onDisk(freeBytes: number, totalBytes: number): FreeSpace {
  const fileSystem = { diskSpace: () => Promise.resolve({ freeBytes, totalBytes }) };
  return new FreeSpace(fileSystem, '/data', FLOOR, () => 0);
}

test.each([
  ['a large disk with more than the floor', FLOOR, 1000 * FLOOR],
  ['a small disk with more than a twentieth of itself', 3 * MEBIBYTE, 48 * MEBIBYTE],
])('takes messages on %s', async (_disk, free, total) => {
  await expect(onDisk(free, total).check()).resolves.toBeUndefined();
});

test.each([
  ['a large disk below the floor', FLOOR - 1, 1000 * FLOOR],
  ['a small disk below a twentieth of itself', 2 * MEBIBYTE, 48 * MEBIBYTE],
  ['a full disk', 0, 48 * MEBIBYTE],
])('refuses them on %s', async (_disk, free, total) => {
  await expect(onDisk(free, total).check()).rejects.toMatchObject({ name: 'StoreError', kind: 'disk-full' });
});

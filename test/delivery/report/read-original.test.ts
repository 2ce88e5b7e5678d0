import { expect, test } from 'vitest';
import { readOriginal, wantedExtent } from '../../../server/delivery/report/read-original.ts';

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let start = 0; start < text.length; start += size) yield Buffer.from(text.slice(start, start + size));
}

test.each([
  ['failure', 'FULL', 'full'],
  ['failure', 'HDRS', 'header'],
  ['failure', null, 'header'],
  ['delay', 'FULL', 'header'],
  ['success', 'FULL', 'header'],
] as const)('of a %s with RET=%s comes back the %s', (kind, dsnReturn, extent) => {
  expect(wantedExtent(kind, { dsnReturn })).toBe(extent);
});

const MESSAGE = 'A: 1\r\nB: 2\r\n\r\nbody\r\n\r\nmore\r\n';

test.each([1, 3, 7, 100])('the header ends before the first empty line, in chunks of %i', async (size) => {
  const { content } = await readOriginal(inChunks(MESSAGE, size), 'header');
  expect(content.toString()).toBe('A: 1\r\nB: 2\r\n');
});

test('no more is read than comes back', async () => {
  let chunks = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    for (;;) {
      chunks++;
      yield Buffer.from(chunks === 1 ? 'A: 1\r\n\r\n' : 'x');
    }
  }
  await readOriginal(endless(), 'header');
  expect(chunks).toBe(1);
});

test('a header without end is cut after a whole line', async () => {
  const { content } = await readOriginal(inChunks('X-Field: 0123456789\r\n'.repeat(10_000), 5000), 'header');
  expect(content.length).toBeLessThanOrEqual(65_536);
  expect(content.toString().endsWith('0123456789\r\n')).toBe(true);
});

test('the whole message comes back as it is', async () => {
  const { content } = await readOriginal(inChunks(MESSAGE, 4), 'full');
  expect(content.toString()).toBe(MESSAGE);
});

test.each([
  ['as a whole up to 256 KiB', 262_144, 'full'],
  ['as its header beyond', 262_145, 'header'],
])('a message comes back %s', async (_how, size, extent) => {
  const message = MESSAGE + 'x'.repeat(size - MESSAGE.length);
  expect((await readOriginal(inChunks(message, 10_000), 'full')).extent).toBe(extent);
});

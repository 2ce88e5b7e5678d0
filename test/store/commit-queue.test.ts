import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommitQueue } from '../../server/store/commit-queue.ts';

function queueOf(...sizes: readonly number[]): CommitQueue<number> {
  const queue = new CommitQueue<number>((size) => size, { items: 3, bytes: 100 });
  for (const size of sizes) queue.add(size);
  return queue;
}

describe('the next transaction', () => {
  test.each([
    ['has what arrived while the last one ran, in order', [1, 2], [1, 2]],
    ['has no more items than the limit', [1, 2, 3, 4], [1, 2, 3]],
    ['has no more bytes than the limit', [60, 40, 1], [60, 40]],
    ['has an item beyond the byte limit alone', [500, 1], [500]],
    ['is empty where nothing waits', [], []],
  ])('%s', (_, waiting, taken) => {
    expect(queueOf(...waiting).take()).toEqual(taken);
  });

  test('waits until the running one ended', () => {
    const queue = queueOf(1, 2, 3, 4);
    expect(queue.take()).toEqual([1, 2, 3]);
    expect(queue.take()).toEqual([]);
    expect(queue.finish()).toEqual([1, 2, 3]);
    expect(queue.take()).toEqual([4]);
  });

  test('is nobody’s after a crash: all are handed back', () => {
    const queue = queueOf(1, 2, 3, 4);
    queue.take();
    expect(queue.clear()).toEqual([1, 2, 3, 4]);
    expect(queue.isEmpty).toBe(true);
  });
});

test('every item is in exactly one transaction, in order of arrival', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(120), fc.constantFrom<'take' | 'finish'>('take', 'finish'))),
      (steps) => {
        const queue = queueOf();
        const added: number[] = [];
        const finished: number[] = [];
        for (const step of steps) {
          if (step === 'take') queue.take();
          else if (step === 'finish') finished.push(...queue.finish());
          else {
            queue.add(step);
            added.push(step);
          }
        }
        while (!queue.isEmpty) {
          queue.take();
          finished.push(...queue.finish());
        }
        expect(finished).toEqual(added);
      },
    ),
  );
});

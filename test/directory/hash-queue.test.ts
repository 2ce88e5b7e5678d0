import { describe, expect, test } from 'vitest';
import { createHashQueue } from '../../server/directory/hash-queue.ts';

function startWork() {
  const queue = createHashQueue({ inFlight: 2, waiting: 3 });
  const finish: (() => void)[] = [];
  let started = 0;
  const work = () => {
    started++;
    return new Promise<number>((resolve) => {
      const number = started;
      finish.push(() => {
        resolve(number);
      });
    });
  };
  return { queue, work, finish, startedCount: () => started };
}

describe('the hash queue', () => {
  test('runs two at a time and the next one when a place is free', async () => {
    const { queue, work, finish, startedCount } = startWork();
    const first = queue.tryRun(work);
    void queue.tryRun(work);
    const third = queue.tryRun(work);
    expect(startedCount()).toBe(2);
    finish[0]?.();
    expect(await first).toBe(1);
    expect(startedCount()).toBe(3);
    finish[2]?.();
    expect(await third).toBe(3);
  });

  test('refuses at once where too many wait, but for what must not be refused', () => {
    const { queue, work } = startWork();
    for (let index = 0; index < 5; index++) void queue.tryRun(work);
    expect(queue.tryRun(work)).toBeNull();
    expect(queue.run(work)).toBeInstanceOf(Promise);
  });

  test('gives the place back when the work fails', async () => {
    const queue = createHashQueue({ inFlight: 1, waiting: 0 });
    await expect(queue.run(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
    expect(await queue.run(() => Promise.resolve('done'))).toBe('done');
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HostAnswer } from '../../server/callout/ask-host.ts';
import { askHosts, type HostsAnswer } from '../../server/callout/ask-hosts.ts';
import { HostFailure } from '../../server/callout/host-failure.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a host answers, and after how many milliseconds; without an answer it keeps silent. */
type Host = readonly [name: string, answer: HostAnswer['kind'] | null, afterMs: number];

/** The answer, when it came, and which hosts had been asked by then. */
async function ask(...hosts: readonly Host[]): Promise<[HostsAnswer<string>, number, string]> {
  const asked: string[] = [];
  const start = Date.now();
  const answering = askHosts(
    hosts.map(([name]) => name),
    (name, signal) => {
      asked.push(name);
      const [, kind, afterMs] = hosts.find(([known]) => known === name) ?? ['', null, 0];
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          const why: unknown = signal.reason;
          resolve({ kind: 'error', reason: why instanceof HostFailure ? why.message : 'given up' });
        });
        if (kind !== null)
          setTimeout(() => {
            resolve(kind === 'error' ? { kind, reason: 'busy' } : { kind, reply: '' });
          }, afterMs);
      });
    },
  ).then((answer) => [answer, Date.now() - start, asked.join(' ')] as [HostsAnswer<string>, number, string]);
  await vi.runAllTimersAsync();
  return answering;
}

const found = (host: string) => ({ kind: 'found', host });
const error = (host: string, reason: string) => ({ kind: 'error', host, reason });
const NO = { kind: 'not-found' };
const SILENCE = 'no answer within 5 s';

test.each<[string, readonly Host[], unknown]>([
  [
    'the first that has it ends the question',
    [
      ['a', 'found', 5],
      ['b', 'found', 1],
    ],
    [found('a'), 5, 'a'],
  ],
  [
    'a no asks the next at once',
    [
      ['a', 'not-found', 5],
      ['b', 'found', 7],
      ['c', 'found', 0],
    ],
    [found('b'), 12, 'a b'],
  ],
  [
    'all say no',
    [
      ['a', 'not-found', 5],
      ['b', 'not-found', 5],
    ],
    [NO, 10, 'a b'],
  ],
  [
    'found anywhere counts, whatever failed',
    [
      ['a', 'error', 5],
      ['b', 'found', 5],
    ],
    [found('b'), 10, 'a b'],
  ],
  [
    'one error and a no are an error',
    [
      ['a', 'error', 5],
      ['b', 'not-found', 5],
    ],
    [error('a', 'busy'), 10, 'a b'],
  ],
  [
    'a no and one error are an error',
    [
      ['a', 'not-found', 5],
      ['b', 'error', 5],
    ],
    [error('b', 'busy'), 10, 'a b'],
  ],
  [
    'a slow one does not keep the next from being asked',
    [
      ['a', null, 0],
      ['b', 'found', 5],
    ],
    [found('b'), 1005, 'a b'],
  ],
  [
    'a slow yes wins over a later no',
    [
      ['a', 'found', 3000],
      ['b', 'not-found', 5],
    ],
    [found('a'), 3000, 'a b'],
  ],
  [
    'five seconds are all there is',
    [
      ['a', null, 0],
      ['b', 'not-found', 5],
    ],
    [error('a', SILENCE), 5000, 'a b'],
  ],
  [
    'five seconds are all there is for many',
    [
      ['a', null, 0],
      ['b', null, 0],
      ['c', null, 0],
      ['d', null, 0],
    ],
    [error('a', SILENCE), 5000, 'a b c d'],
  ],
  ['nobody to ask says no', [], [NO, 0, '']],
])('%s', async (_sentence, hosts, expected) => {
  expect(await ask(...hosts)).toEqual(expected);
});

test('however many there are, all are asked within half of the time', async () => {
  const many = Array.from({ length: 32 }, (_, index): Host => [`h${String(index)}`, null, 0]);
  const last: Host = ['last', 'found', 2000];
  const [answer, afterMs] = await ask(...many, last);
  expect(answer).toEqual(found('last'));
  expect(afterMs).toBeLessThanOrEqual(4500);
});

test('once there is an answer nobody else is asked', async () => {
  const [, , asked] = await ask(['a', null, 0], ['b', 'found', 5], ['c', null, 0]);
  expect(asked).toBe('a b');
});

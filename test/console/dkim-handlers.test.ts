import { describe, expect, test } from 'vitest';
import type { ConsolePorts, DkimPort } from '../../server/console/console-ports.ts';
import { dkimHandlers } from '../../server/console/dkim-handlers.ts';
import type { DkimKeyView } from '../../server/contract/delivery-calls.ts';
import { ApiError } from '../../server/contract/problem.ts';

const KEY: DkimKeyView = {
  domain: 'local.test',
  selector: 'a',
  algorithm: 'rsa',
  createdAt: 0,
  active: false,
  recordName: 'a._domainkey.local.test',
  recordValue: 'v=DKIM1; k=rsa; p=MIIBabc=',
};

interface Scene {
  readonly handlers: ReturnType<typeof dkimHandlers>;
  /** What was done to keys, and what the window was told. */
  readonly done: readonly string[];
}

function scene(keys: readonly DkimKeyView[] = [KEY]): Scene {
  const done: string[] = [];
  const note = (what: string): Promise<void> => {
    done.push(what);
    return Promise.resolve();
  };
  const dkim: DkimPort = {
    list: () => keys,
    find: (domain, selector) =>
      keys.find((key) => key.domain === domain && key.selector === selector) ?? null,
    create: async (domain, selector, algorithm) => {
      if (keys.some((key) => key.selector === selector)) return null;
      await note(`made ${selector}`);
      return { ...KEY, domain, selector, algorithm };
    },
    check: () => Promise.resolve({ state: 'published', detail: 'It is there.', found: [] }),
    activate: ({ selector }, active) => note(`${selector} ${active ? 'signs' : 'signs no more'}`),
    remove: ({ selector }) => note(`removed ${selector}`),
  };
  const handlers = dkimHandlers({
    dkim,
    directory: {
      exportLists: () => ({ domains: [{ name: 'local.test', subaddressSeparator: '+' }] }),
    } as unknown as ConsolePorts['directory'], // nothing else of it is asked for
    putInForce: async (what) => {
      await note(`told of ${what.join()}`);
      return { revision: 1, warnings: [], change: null };
    },
  });
  return { handlers, done };
}

async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ApiError) return error.failure;
    throw error;
  }
  return null;
}

test('keys are listed and looked for in DNS', async () => {
  const { handlers } = scene();
  expect(handlers['dkim.list']()).toEqual([KEY]);
  expect(await handlers['dkim.check']('local.test', 'a')).toMatchObject({ state: 'published' });
});

test('a key is made, put to use, put out of use and removed, and the window hears of each', async () => {
  const { handlers, done } = scene();
  expect(await handlers['dkim.create']('local.test', 'b', 'ed25519')).toMatchObject({ selector: 'b' });
  await handlers['dkim.activate']('local.test', 'a', true);
  await handlers['dkim.activate']('local.test', 'a', false);
  await handlers['dkim.remove']('local.test', 'a');
  expect(done).toEqual(
    ['made b', 'a signs', 'a signs no more', 'removed a'].flatMap((what) => [what, 'told of dkim']),
  );
});

describe('nothing is done', () => {
  test.each<[string, (handlers: Scene['handlers']) => unknown, object]>([
    [
      'for a domain of others',
      (handlers) => handlers['dkim.create']('ext.test', 'b', 'rsa'),
      {
        kind: 'conflict',
        message: 'ext.test is not one of your domains.',
        problems: [{ path: '[0]', reason: 'is not one of your domains' }],
      },
    ],
    [
      'with a selector that is taken',
      (handlers) => handlers['dkim.create']('local.test', 'a', 'rsa'),
      {
        kind: 'conflict',
        message: 'local.test has a key "a" already.',
        problems: [{ path: '[1]', reason: 'is the selector of another key of this domain' }],
      },
    ],
    [
      'to a key that signs',
      (handlers) => handlers['dkim.remove']('local.test', 'a'),
      {
        kind: 'conflict',
        message: 'The key "a" of local.test signs now. Stop it from signing first.',
        problems: [],
      },
    ],
    ...(['dkim.check', 'dkim.remove'] as const).map(
      (call): [string, (handlers: Scene['handlers']) => unknown, object] => [
        `by ${call} to a key that is not there`,
        (handlers) => handlers[call]('local.test', 'z'),
        { kind: 'not-found', message: 'local.test has no key "z".', problems: [] },
      ],
    ),
    [
      'by dkim.activate to a key that is not there',
      (handlers) => handlers['dkim.activate']('local.test', 'z', true),
      { kind: 'not-found', message: 'local.test has no key "z".', problems: [] },
    ],
  ])('%s', async (_what, call, failure) => {
    const { handlers, done } = scene([{ ...KEY, active: true }]);
    expect(await failureOf(() => call(handlers))).toEqual(failure);
    expect(done).toEqual([]);
  });
});

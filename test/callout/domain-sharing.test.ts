import { describe, expect, test } from 'vitest';
import { formatAddress } from '../../server/contract/address.ts';
import type { Settings, SharingHost } from '../../server/contract/settings.ts';
import type { HostAnswer } from '../../server/callout/ask-host.ts';
import { DomainSharingService } from '../../server/callout/domain-sharing.ts';
import { address } from '../helpers/directory-lists.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const DAY_MINUTES = 1440;
const U9 = address('u9@local.test');

const host = (name: string): SharingHost => ({ host: name, port: 25, tls: 'none', login: null });
const FOUND: HostAnswer = { kind: 'found', reply: '250 OK' };
const NO: HostAnswer = { kind: 'not-found', reply: '550 No' };
const BUSY: HostAnswer = { kind: 'error', reason: 'busy' };

/** Two hosts whose answers a test sets. */
class World {
  readonly clock = turnedClock();
  settings: Settings['domainSharing'] = { enabled: true, hosts: [host('a.test'), host('b.test')] };
  answers: Record<string, HostAnswer> = { 'a.test': NO, 'b.test': NO };
  /** Questions wait here while they are held back. */
  readonly held: (() => void)[] = [];
  holdsBack = false;
  readonly asked: string[] = [];
  changes = 0;
  readonly service = new DomainSharingService({
    clock: this.clock,
    settings: () => this.settings,
    hostname: () => 'mail.local.test',
    resolve: (name) =>
      name === 'a.test' ? Promise.resolve(['192.0.2.1', '2001:DB8::1']) : Promise.reject(new Error()),
    onChange: () => this.changes++,
    ask: async ({ host: name }, recipient, { transcribe }) => {
      this.asked.push(`${name} ${formatAddress(recipient)}`);
      transcribe?.('C: EHLO');
      if (this.holdsBack) await new Promise<void>((resolve) => this.held.push(resolve));
      return this.answers[name] ?? BUSY;
    },
  });

  letGo(): void {
    this.holdsBack = false;
    for (const goOn of this.held.splice(0)) goOn();
  }
}

test('the host that has the address is named, and given to delivery with all that is known of it', async () => {
  const world = new World();
  world.answers['b.test'] = FOUND;
  expect(await world.service.find(U9)).toEqual({ kind: 'found', host: 'b.test' });
  expect(await world.service.locate(U9)).toEqual({ kind: 'found', host: host('b.test') });
  expect(world.asked).toEqual(['a.test u9@local.test', 'b.test u9@local.test']);
});

test.each<[string, HostAnswer, unknown]>([
  ['no host has it', NO, { kind: 'not-found' }],
  ['one cannot say', BUSY, { kind: 'error', host: 'b.test', reason: 'busy' }],
])('%s', async (_sentence, answer, expected) => {
  const world = new World();
  world.answers['b.test'] = answer;
  expect(await world.service.find(U9)).toEqual(expected);
});

describe('nobody is asked', () => {
  test.each<[string, Settings['domainSharing']]>([
    ['while the feature is off', { enabled: false, hosts: [host('a.test')] }],
    ['while there are no hosts', { enabled: true, hosts: [] }],
  ])('%s', async (_sentence, settings) => {
    const world = new World();
    world.settings = settings;
    expect(world.service.isSetUp).toBe(false);
    expect(await world.service.find(U9)).toEqual({ kind: 'not-set-up' });
    expect(await world.service.test(U9)).toEqual({ answer: { kind: 'not-set-up' }, hosts: [] });
    expect(await world.service.couldBeQuestion('192.0.2.1', U9)).toBe(false);
    expect(world.asked).toEqual([]);
  });
});

describe('an answer is kept', () => {
  test.each<[string, HostAnswer, number]>([
    ['found: five days', FOUND, 5 * DAY_MINUTES],
    ['not found: five minutes', NO, 5],
    ['an error: half a minute', BUSY, 0.5],
  ])('%s', async (_sentence, answer, minutes) => {
    const world = new World();
    world.settings = { enabled: true, hosts: [host('a.test')] };
    world.answers['a.test'] = answer;
    const first = await world.service.find(U9);
    world.clock.advanceMinutes(minutes - 0.01);
    expect(await world.service.find(U9)).toEqual(first);
    expect(world.asked).toHaveLength(1);
    world.clock.advanceMinutes(0.01);
    expect(await world.service.find(U9)).toEqual(first);
    expect(world.asked).toHaveLength(2);
  });

  test('for an address however its letters are written', async () => {
    const world = new World();
    await world.service.find(U9);
    await world.service.find(address('U9@LOCAL.TEST'));
    expect(world.asked).toHaveLength(2);
  });

  test('until it is flushed', async () => {
    const world = new World();
    await world.service.find(U9);
    world.service.flush();
    await world.service.find(U9);
    expect(world.asked).toHaveLength(4);
  });

  test('until the host that was found refuses mail for it', async () => {
    const world = new World();
    world.answers['b.test'] = FOUND;
    await world.service.find(U9);
    world.answers['b.test'] = NO;
    world.service.forget(address('U9@LOCAL.TEST'));
    expect(await world.service.find(U9)).toEqual({ kind: 'not-found' });
  });

  test('until the list of hosts changes', async () => {
    const world = new World();
    world.answers['b.test'] = FOUND;
    await world.service.find(U9);
    world.settings = { enabled: true, hosts: [host('a.test')] };
    expect(await world.service.find(U9)).toEqual({ kind: 'not-found' });
  });

  test('while other settings change', async () => {
    const world = new World();
    await world.service.find(U9);
    world.settings = structuredClone(world.settings);
    await world.service.find(U9);
    expect(world.asked).toHaveLength(2);
  });

  test('not where it was asked for before the flush', async () => {
    const world = new World();
    world.holdsBack = true;
    const before = world.service.find(U9);
    world.service.flush();
    world.letGo();
    await before;
    expect(world.service.status().cached).toEqual({ found: 0, notFound: 0, errors: 0 });
  });

  test('made-up names do not push out what was found', async () => {
    const world = new World();
    world.settings = { enabled: true, hosts: [host('a.test')] };
    world.answers['a.test'] = FOUND;
    await world.service.find(U9);
    world.answers['a.test'] = NO;
    for (let index = 0; index < 20_500; index++)
      await world.service.find(address(`x${String(index)}@local.test`));
    expect(world.service.status().cached).toEqual({ found: 1, notFound: 20_000, errors: 0 });
  });
});

describe('questions under way', () => {
  test('the same one is asked once', async () => {
    const world = new World();
    world.holdsBack = true;
    const answers = [world.service.find(U9), world.service.find(U9), world.service.locate(U9)];
    world.letGo();
    expect(await Promise.all(answers)).toEqual(Array(3).fill({ kind: 'not-found' }));
    expect(world.asked).toEqual(['a.test u9@local.test', 'b.test u9@local.test']);
  });

  test('too many are not asked, and that is not remembered of the address', async () => {
    const world = new World();
    world.holdsBack = true;
    const many = Array.from({ length: 100 }, (_, index) =>
      world.service.find(address(`x${String(index)}@local.test`)),
    );
    expect(await world.service.find(U9)).toEqual({
      kind: 'error',
      host: 'this server',
      reason: 'too many questions at once',
    });
    world.letGo();
    await Promise.all(many);
    expect(await world.service.find(U9)).toEqual({ kind: 'not-found' });
  });
});

describe('another server could be asking', () => {
  test.each<[string, string, boolean]>([
    ['from an address of a host', '192.0.2.1', true],
    ['from another one of it, written otherwise', '2001:db8:0:0::1', true],
    ['from an IPv4 address that IPv6 carries', '::ffff:192.0.2.1', true],
    ['from anywhere else', '192.0.2.2', false],
  ])('%s', async (_where, ip, expected) => {
    expect(await new World().service.couldBeQuestion(ip, U9)).toBe(expected);
  });

  test('for the address that is being asked for, from anywhere', async () => {
    const world = new World();
    world.holdsBack = true;
    const answering = world.service.find(U9);
    expect(await world.service.couldBeQuestion('192.0.2.2', address('U9@local.test'))).toBe(true);
    expect(await world.service.couldBeQuestion('192.0.2.2', address('u8@local.test'))).toBe(false);
    world.letGo();
    await answering;
    expect(await world.service.couldBeQuestion('192.0.2.2', U9)).toBe(false);
  });
});

test('the status tells how each host answered last', async () => {
  const world = new World();
  const never = { port: 25, lastAskedAt: null, lastAnswer: null, ok: null };
  expect(world.service.status()).toEqual({
    enabled: true,
    hosts: [
      { host: 'a.test', ...never },
      { host: 'b.test', ...never },
    ],
    cached: { found: 0, notFound: 0, errors: 0 },
  });
  world.answers['b.test'] = BUSY;
  await world.service.find(U9);
  expect(world.service.status()).toEqual({
    enabled: true,
    hosts: [
      { host: 'a.test', port: 25, lastAskedAt: world.clock(), lastAnswer: '550 No', ok: true },
      { host: 'b.test', port: 25, lastAskedAt: world.clock(), lastAnswer: 'busy', ok: false },
    ],
    cached: { found: 0, notFound: 0, errors: 1 },
  });
  expect(world.changes).toBe(1);
});

describe('a test', () => {
  test('asks every host past what is remembered, and shows what was said', async () => {
    const world = new World();
    await world.service.find(U9);
    world.answers = { 'a.test': BUSY, 'b.test': FOUND };
    expect(await world.service.test(U9)).toEqual({
      answer: { kind: 'found', host: 'b.test' },
      hosts: [
        { host: 'a.test', port: 25, answer: 'error', detail: 'busy', transcript: ['C: EHLO'] },
        { host: 'b.test', port: 25, answer: 'found', detail: '250 OK', transcript: ['C: EHLO'] },
      ],
    });
  });

  test('what it shows holds from now on', async () => {
    const world = new World();
    await world.service.find(U9);
    world.answers['a.test'] = FOUND;
    await world.service.test(U9);
    expect(await world.service.find(U9)).toEqual({ kind: 'found', host: 'a.test' });
  });
});

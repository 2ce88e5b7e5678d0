import net from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFakeDns, type FakeDns } from '../helpers/fake-dns.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';

/** What the first-run wizard asks, answered by the real program. */

const PASSWORD = 'correct horse battery';
let dns: FakeDns;
let host: HeadlessHost;

beforeAll(async () => {
  dns = await startFakeDns({ 'office.test': { MX: [{ preference: 10, exchange: 'mail.office.test' }] } });
  host = await startHeadlessHost({
    hostname: 'mail.office.test',
    listeners: [
      ...(OFFICE.listeners ?? []),
      { name: 'pop3', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'starttls' },
    ],
    dns: { servers: [dns.address] },
  });
});
afterAll(async () => {
  await host.stop();
  await host.remove();
  await dns.stop();
});

test('a new installation needs the first run until it has a domain', async () => {
  expect(await host.call('firstRun.get')).toMatchObject({ needed: true, finishedAt: null });
  await host.call('domains.save', { name: 'office.test', subaddressSeparator: '+' }, null);
  expect(await host.call('firstRun.get')).toMatchObject({ needed: false, finishedAt: null });
  await host.call(
    'accounts.save',
    {
      address: 'anna@office.test',
      password: PASSWORD,
      displayName: 'Anna',
      enabled: true,
      sendAs: [],
      limits: {},
    },
    null,
  );
});

test('ports are ours, free, or taken by a program that is named', async () => {
  const taken = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as net.AddressInfo; // a TCP listener has no other form
  const wishes = [host.port('smtp'), port].map((wish) => ({ host: '127.0.0.1', port: wish }));
  const [ours, other] = await host.call('ports.check', wishes);
  expect(ours).toMatchObject({ state: 'ours', holder: null });
  expect(other).toMatchObject({ port, state: 'taken' });
  if (process.platform === 'linux') {
    const name = (await readFile('/proc/self/comm', 'utf8')).trim();
    expect(other?.holder).toBe(name);
  }
  expect(other?.remedy).not.toBe('');
  await new Promise((resolve) => taken.close(resolve));
  expect(await host.call('ports.check', wishes.slice(1))).toEqual([
    { port, state: 'free', holder: null, remedy: '' },
  ]);
});

test('a message to oneself goes the whole way, by TLS and with the password', async () => {
  const { result, steps, session } = await host.call('test.message', 'anna@office.test', PASSWORD);
  expect({ result, steps: steps.map(({ ok }) => ok) }).toEqual({
    result: 'delivered',
    steps: [true, true, true, true],
  });
  expect(await host.call('mailboxes.list', 'anna@office.test')).toHaveLength(1);
  const row = await host.call('log.session', session?.id ?? '', session?.startedAt);
  expect(row).toMatchObject({ account: 'anna@office.test', result: 'accepted' });
  expect(row.tls).not.toBeNull();
});

test('a wrong password is refused, and stands nowhere', async () => {
  const wrong = 'not the right one';
  const answer = await host.call('test.message', 'anna@office.test', wrong);
  expect(answer.result).toBe('refused');
  expect(answer.steps.at(-1)).toMatchObject({ ok: false });
  const { sessions } = await host.call('log.tail', 100);
  const details = await Promise.all(sessions.map(({ id }) => host.call('log.session', id)));
  const told = JSON.stringify([answer, details]) + host.stderr();
  for (const secret of [wrong, PASSWORD, Buffer.from(`\0anna@office.test\0${wrong}`).toString('base64')])
    expect(told).not.toContain(secret);
});

test('a claim of our address without signing in is blocked, and has its row', async () => {
  const { result, reply, session } = await host.call('test.attempt', 'anna@office.test');
  expect(result).toBe('blocked');
  expect(reply).toMatch(/^530 5\.7\.0 /);
  expect(await host.call('log.session', session?.id ?? '', session?.startedAt)).toMatchObject({
    result: 'blocked',
    sender: 'anna@office.test',
    refusal: { option: 'localSenderMustAuth' },
  });
});

test('a claim that would be let in sends nothing', async () => {
  await host.call('options.set', 'localSenderMustAuth', { mode: 'off' });
  const before = await host.call('mailboxes.list', 'anna@office.test');
  expect(await host.call('test.attempt', 'anna@office.test')).toMatchObject({ result: 'let-in' });
  expect(await host.call('mailboxes.list', 'anna@office.test')).toEqual(before);
  await host.call('options.set', 'localSenderMustAuth', { mode: 'enforce' });
});

test('DNS is asked as it is now', async () => {
  const mx = async () => {
    const { findings } = await host.call('dns.check', 'office.test', ['203.0.113.7']);
    return findings.find(({ record }) => record === 'MX')?.state;
  };
  expect(await mx()).toBe('right');
  dns.names.set('office.test', {});
  expect(await mx()).toBe('missing');
});

test('finishing is remembered', async () => {
  await host.call('firstRun.finish');
  const { finishedAt } = await host.call('firstRun.get');
  expect(finishedAt).toBeTypeOf('number');
  await host.call('firstRun.finish');
  expect(await host.call('firstRun.get')).toMatchObject({ finishedAt });
});

test('a setup document that brings domains leaves nothing to be asked', async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), 'gatepost-first-run-'));
  const brought = await startHeadlessHost(OFFICE, data);
  expect(await brought.call('firstRun.get')).toMatchObject({ needed: false });
  await brought.stop();
  await rm(data, { recursive: true, force: true });
});

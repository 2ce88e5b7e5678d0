import { afterEach, expect, test } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';

/** The whole server: nobody is locked out of the console or of this machine, and a restart forgives nobody. */
const SETUP: WrittenSetup = { ...OFFICE, dynamicScreen: { authFailures: 2, allowList: ['127.0.9.7'] } };
const ATTACKER = '127.0.9.9';

let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

async function restart(): Promise<void> {
  await host.stop();
  host = await startHeadlessHost(SETUP, host.dataFolder);
}

async function greetingFor(localAddress: string): Promise<string> {
  const client = await SmtpClient.connect({ port: host.port('smtp'), localAddress });
  const greeting = await client.reply();
  client.end();
  return greeting.slice(0, 3);
}

async function signIn(localAddress: string, password: string): Promise<string> {
  const client = await SmtpClient.connect({
    port: host.port('submissions'),
    localAddress,
    implicitTls: true,
  });
  await client.reply();
  const replies = await client.dialogue(
    'EHLO client.test',
    `AUTH PLAIN ${plainResponse('u1@local.test', password)}`,
  );
  client.end();
  return replies.at(-1)?.slice(0, 3) ?? '';
}

test('a block of everything leaves this machine, the allow list and the console alone', async () => {
  host = await startHeadlessHost(SETUP);
  await host.call('screen.block', '0.0.0.0/0', null, 'holidays');
  await host.call('screen.block', '::/0', null, 'holidays');
  await host.call('screen.block', '127.0.0.0/8', null, 'loopback');
  expect(await greetingFor('127.0.0.1')).toBe('220');
  expect(await greetingFor('127.0.9.7')).toBe('220');
  expect(await greetingFor(ATTACKER)).toBe('421');
  await expect(host.call('screen.block', '127.0.0.1', null, 'me')).rejects.toThrow(/own addresses/);
  await expect(host.call('screen.block', '::1', null, 'me')).rejects.toThrow(/own addresses/);
  await host.call('screen.unblock', '0.0.0.0/0');
  await host.call('screen.unblock', '127.0.0.0/8');
  expect(await greetingFor(ATTACKER)).toBe('220');
  expect((await host.call('screen.list')).blocked.map(({ network }) => network)).toEqual(['::/0']);
});

test('failed sign-ins from this machine block nobody', async () => {
  host = await startHeadlessHost(SETUP);
  for (const password of ['a', 'b', 'c']) expect(await signIn('127.0.0.1', password)).toBe('535');
  expect((await host.call('screen.list')).blocked).toEqual([]);
  expect(await host.call('notices.list')).toEqual([]);
});

test('a block, its offences and the grace of a good sign-in outlive a restart; the administrator is told', async () => {
  host = await startHeadlessHost(SETUP);
  expect(await signIn('127.0.9.1', 'secret-1')).toBe('235');
  for (const password of ['a', 'b']) expect(await signIn(ATTACKER, password)).toBe('535');
  const [before] = (await host.call('screen.list')).blocked;
  expect(before).toMatchObject({ network: ATTACKER, offences: 1, addedBy: 'rule' });
  expect((await host.call('notices.list')).map(({ code, text, page }) => [code, text, page])).toEqual([
    ['network-blocked', `${ATTACKER} is blocked: 2 failed sign-ins within 10 minutes.`, '/dynamic-screen'],
  ]);
  await restart();

  expect((await host.call('screen.list')).blocked).toEqual([before]);
  expect(await greetingFor(ATTACKER)).toBe('421');
  for (const password of ['a', 'b', 'c']) expect(await signIn('127.0.9.1', password)).toBe('535');
  expect((await host.call('screen.list')).blocked).toHaveLength(1);
});

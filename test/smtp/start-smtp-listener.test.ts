import { afterEach, expect, test } from 'vitest';
import {
  startSmtpListener,
  type SmtpListener,
  type SmtpListenerOptions,
  type SmtpListenerSettings,
} from '../../server/smtp/start-smtp-listener.ts';
import { SessionWorld } from '../helpers/session-world.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';
import { testCertificate } from '../helpers/test-certificate.ts';

const SMTP: SmtpListenerSettings = {
  name: 'smtp',
  kind: 'smtp',
  host: '127.0.0.1',
  port: 0,
  tls: 'starttls',
};

const running: SmtpListener[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((listener) => listener.close(0)));
});

async function start(
  world: SessionWorld,
  change: Partial<SmtpListenerSettings> = {},
  options: Partial<SmtpListenerOptions> = {},
): Promise<SmtpListener> {
  const listener = await startSmtpListener({
    listener: { ...SMTP, ...change },
    identity: await testCertificate(),
    services: world.services,
    ...options,
  });
  running.push(listener);
  return listener;
}

test('a session is logged under its listener, the port that was bound and the address of its client', async () => {
  const world = new SessionWorld();
  const { port } = await start(world, { name: 'inbound' });
  await (await SmtpClient.open({ port, localAddress: '127.0.9.9' })).command('QUIT');
  expect(await world.sessionEnded()).toMatchObject({
    listener: 'inbound',
    listenerKind: 'smtp',
    port,
    ip: '127.0.9.9',
  });
});

test('limits that change hold for the next command of a running session', async () => {
  const world = new SessionWorld();
  const client = await SmtpClient.open({ port: (await start(world)).port, localAddress: '127.0.9.9' });
  expect(await client.command('EHLO client.test')).toContain('SIZE 36700160');
  world.change({ limits: { messageBytes: 65_536 } });
  expect(await client.command('EHLO client.test')).toContain('SIZE 65536');
  expect(await client.command('MAIL FROM:<joe@ext.test> SIZE=65537')).toMatch(/^552 5\.3\.4 /);
});

test('a port that is taken is reported with the error of the system', async () => {
  const { port } = await start(new SessionWorld());
  await expect(start(new SessionWorld(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a client that talks before a late greeting is turned away', async () => {
  const world = new SessionWorld();
  const { port } = await start(world, {}, { greetingDelayMs: 300 });
  const client = await SmtpClient.connect({ port, localAddress: '127.0.9.9' });
  client.send('EHLO client.test\r\n');
  expect(await client.reply()).toMatch(/^421 4\.7\.0 /);
  await client.closed;
  expect((await world.sessionEnded()).refusal?.because).toContain('before the greeting');
});

test('submission greets at once, whatever the delay', async () => {
  const { port } = await start(new SessionWorld(), { kind: 'msa' }, { greetingDelayMs: 3_600_000 });
  const client = await SmtpClient.open({ port });
  expect(await client.command('NOOP')).toMatch(/^250 /);
});

test('only a connection from the very address it goes to is taken for a test of the server by itself', async () => {
  const world = new SessionWorld();
  const { port } = await start(world, {}, { testedAs: () => '198.51.100.77' });
  await (await SmtpClient.open({ port, localAddress: '127.0.9.9' })).command('QUIT');
  expect((await world.sessionEnded()).ip).toBe('127.0.9.9');
});

test('a test of the server by itself is seen under its address', async () => {
  const world = new SessionWorld();
  const { port } = await start(world, {}, { testedAs: () => '198.51.100.77' });
  await (await SmtpClient.open({ port })).command('QUIT');
  expect((await world.sessionEnded()).ip).toBe('198.51.100.77');
});

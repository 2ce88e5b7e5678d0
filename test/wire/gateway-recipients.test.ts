import { afterEach, expect, test } from 'vitest';
import { startFakeMailHost, type Answer, type FakeMailHost } from '../helpers/fake-mail-host.ts';
import { startWireServer, type WireServer } from '../helpers/wire-server.ts';

/** gw.test is a gateway whose server is asked for each recipient. */
const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function gatewayTo(rcpt: Answer): Promise<{ server: WireServer; host: FakeMailHost }> {
  const host = await startFakeMailHost({ rcpt });
  const server = await startWireServer({ gateway: { recipientCheck: 'ask-server', port: host.port } });
  running.push(host, server);
  return { server, host };
}

async function write(
  server: WireServer,
  mail = 'MAIL FROM:<joe@ext.test>',
  to = 'kim@gw.test',
): Promise<string> {
  const client = await server.greet('smtp', 'remote');
  const replies = await client.dialogue(mail, `RCPT TO:<${to}>`);
  return replies.at(-1)?.slice(0, 9) ?? '';
}

test.each<[string, Answer, string]>([
  ['that it takes is taken', '250 2.1.5 OK', '250 2.1.5'],
  ['that it refuses is refused', '550 5.1.1 No Kim', '550 5.1.1'],
  ['that it cannot tell of is refused for now', '450 4.2.0 Later', '451 4.4.3'],
])('a recipient %s, and asked for once', async (_sentence, rcpt, reply) => {
  const { server, host } = await gatewayTo(rcpt);
  expect([await write(server), await write(server)]).toEqual([reply, reply]);
  expect(host.connections()).toBe(1);
});

test('a server that is down is no reason to refuse for good', async () => {
  const { server, host } = await gatewayTo('250 2.1.5 OK');
  await host.close();
  expect(await write(server)).toBe('451 4.4.3');
});

test('a server that asks on behalf of another one is answered from what is known', async () => {
  const { server, host } = await gatewayTo('250 2.1.5 OK');
  const question = 'MAIL FROM:<> XLOCALONLY';
  expect(await write(server, question)).toBe('451 4.4.3');
  expect(host.connections()).toBe(0);
  expect(await write(server)).toBe('250 2.1.5');
  expect(await write(server, question)).toBe('250 2.1.5');
});

test('two servers that are each other’s gateway do not ask in circles', async () => {
  const [one, other] = [await startWireServer(), await startWireServer()];
  running.push(one, other);
  one.change({ gateway: { recipientCheck: 'ask-server', port: other.ports.smtp } });
  other.change({ gateway: { recipientCheck: 'ask-server', port: one.ports.smtp } });
  expect(await Promise.all([write(one), write(other)])).toEqual(['451 4.4.3', '451 4.4.3']);
});

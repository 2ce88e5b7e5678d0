import { afterEach, expect, test } from 'vitest';
import { SelfTestClients } from '../../server/app/self-test-clients.ts';
import { attemptAs } from '../../server/app/test-attempt.ts';
import { startScriptedSmtpServer, type ScriptedServer } from '../helpers/scripted-smtp-server.ts';

let server: ScriptedServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

/** An attempt at a listener that answers MAIL so. */
async function attemptAt(reply: string) {
  server = await startScriptedSmtpServer({
    answer: (line) => (line.startsWith('MAIL ') ? reply : undefined),
  });
  const { port } = server;
  return attemptAs('anna@office.example', {
    listeners: [
      {
        name: 'smtp',
        kind: 'smtp',
        host: '127.0.0.1',
        port,
        tls: 'starttls',
        enabled: true,
        state: 'listening',
        boundPort: port,
      },
    ],
    clients: new SelfTestClients(),
    greeting: 'test-0123.invalid',
    findSession: () => null,
  });
}

test.each([
  ['refused for good is blocked', '530 5.7.0 Authentication required', 'blocked'],
  ['refused for now shows nothing: the storage may be full', '452 4.3.1 Disk full', 'not-made'],
  ['taken, and its recipient too, is let in', '250 2.1.0 OK', 'let-in'],
])('a claim that is %s', async (_, reply, result) => {
  expect((await attemptAt(reply)).result).toBe(result);
});

test('an attempt ends before a message', async () => {
  await attemptAt('250 2.1.0 OK');
  expect(server?.sessions.map(({ commands }) => commands)).toEqual([
    ['EHLO test-0123.invalid', 'MAIL FROM:<anna@office.example>', 'RCPT TO:<anna@office.example>', 'QUIT'],
  ]);
});

import { describe, expect, it } from 'vitest';
import type { SmtpClient } from '../../helpers/smtp-client.ts';
import { startEngine } from './engine-fixture.ts';

/**
 * SMTP smuggling: what another server may take for the end of a message, or for text, must not be read the other
 * way here. Each row stands between a first message and the commands of a second.
 */
const TERMINATORS = [
  '\n.\n',
  '\n.\r\n',
  '\r\n.\n',
  '\r.\r',
  '\r.\r\n',
  '\r\n.\r',
  '\r.\n',
  '\n.\r',
  '\r\n.\r\r\n',
  '\r\n\0.\r\n',
  '\r\n.\0\r\n',
  '\r\n.\r\0\n',
  '\n\n.\r\n',
  '\r\n. \r\n',
  '\r\n..\r\n',
  '\r\r\n.\r\n',
] as const;

const SMUGGLED = 'MAIL FROM:<admin@local.test>\r\nRCPT TO:<b@local.test>\r\nDATA\r\nsmuggled\r\n.\r\n';

/** Sends the pieces so that each is a packet of its own: the next goes when the reply to nothing has had its turn. */
async function sendInPieces(client: SmtpClient, first: string, second: string): Promise<void> {
  await new Promise<void>((resolve) => {
    client.socket.write(Buffer.from(first, 'latin1'), () => {
      setImmediate(resolve);
    });
  });
  client.send(Buffer.from(second, 'latin1'));
}

describe.each(['smtp', 'msa'] as const)('on %s', (kind) => {
  it.each(TERMINATORS.map((terminator) => [terminator]))(
    'a message with %j in it stays one message, wherever it is split',
    async (terminator) => {
      const engine = await startEngine({ settings: { kind } });
      const input = `first${terminator}${SMUGGLED}`;
      const splits = Array.from({ length: terminator.length + 2 }, (_, index) => 'first'.length - 1 + index);
      for (const at of splits) {
        const client = await engine.greet();
        await client.dialogue('MAIL FROM:<a@remote.test>', 'RCPT TO:<b@local.test>', 'DATA');
        await sendInPieces(client, input.slice(0, at), input.slice(at));
        await client.reply();
        client.end();
        await client.closed;
        await engine.handler().ended;
        const { messages, mails } = engine.handler();
        expect([messages.length, mails.length]).toEqual([1, 1]);
      }
    },
  );
});

describe('a message that ends with CR CR LF . CR LF', () => {
  it('is answered, and what follows is not read', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    await client.dialogue('MAIL FROM:<a@remote.test>', 'RCPT TO:<b@local.test>', 'DATA');
    client.send(`first\r\r\n.\r\n${SMUGGLED}`);
    expect(await client.replies(2)).toEqual([
      '250 2.0.0 kept',
      '421 4.7.0 Unclear end of message, closing the connection [s1]',
    ]);
    await client.closed;
    expect(handler().messages).toEqual([{ content: 'first\r\r\n', defects: ['bare-cr'] }]);
  });
});

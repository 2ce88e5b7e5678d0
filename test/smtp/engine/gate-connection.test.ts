import { describe, expect, it } from 'vitest';
import { reply } from '../../../server/contract/reply.ts';
import type { MessageSink } from '../../../server/smtp/engine/session-handler.ts';
import { SmtpClient } from '../../helpers/smtp-client.ts';
import { startEngine } from './engine-fixture.ts';

const OPEN = ['MAIL FROM:<a@remote.test>', 'RCPT TO:<b@local.test>', 'DATA'];

/** A promise and what resolves it. */
function signal(): { readonly promise: Promise<void>; readonly give: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    promise,
    give: () => {
      resolve(undefined);
    },
  };
}

describe('the greeting', () => {
  it('is a refusal where the handler says so', async () => {
    const connected = () => Promise.resolve(reply(421, '4.7.0', 'Blocked'));
    const { listener, handler } = await startEngine({ answers: { connected } });
    const client = await SmtpClient.connect({ port: listener.port });
    expect(await client.reply()).toBe('421 4.7.0 Blocked [s1]');
    await client.closed;
    await handler().ended;
    expect(handler().calls).toEqual(['connected', 'closed']);
  });

  it('is refused to a client that speaks first', async () => {
    const { listener } = await startEngine({ settings: { greetingDelayMs: 200 } });
    const client = await SmtpClient.connect({ port: listener.port });
    client.send('EHLO client.test\r\n');
    expect(await client.reply()).toBe('421 4.7.0 You spoke before the greeting, closing the connection [s1]');
    await client.closed;
  });

  it('is never sent to whom the listener drops', async () => {
    const asked: string[] = [];
    const engine = await startEngine({
      admit: (ip) => {
        asked.push(ip);
        return 'drop';
      },
    });
    const client = await SmtpClient.connect({ port: engine.listener.port });
    await client.closed;
    expect([asked, engine.handlers]).toEqual([['127.0.0.1'], []]);
  });
});

describe('limits', () => {
  it('end a session that sends no command', async () => {
    const client = await (await startEngine({ limits: { commandMs: 30 } })).open();
    expect(await client.reply()).toBe('421 4.4.2 Timeout, closing the connection [s1]');
  });

  it('end a session that lasts too long', async () => {
    const client = await (await startEngine({ limits: { sessionMs: 30 } })).open();
    expect(await client.reply()).toBe('421 4.4.2 Session lasted too long, closing the connection [s1]');
  });

  it('end a message that comes too slowly, and abort its sink', async () => {
    const { greet, handler } = await startEngine({ limits: { dataWindowMs: 50 } });
    const client = await greet();
    await client.dialogue(...OPEN);
    expect(await client.reply()).toBe('421 4.4.2 Message data too slow, closing the connection [s1]');
    await handler().ended;
    expect(handler().calls.slice(-2)).toEqual(['abort', 'closed']);
  });

  it('let a message over the size limit come to its end, and report it', async () => {
    const { greet, handler } = await startEngine({ settings: { messageBytes: 65_536 } });
    const client = await greet();
    await client.dialogue(...OPEN);
    client.send(`${'x'.repeat(70_000)}\r\n.\r\n`);
    await client.reply();
    expect(handler().messages.map(({ defects }) => defects)).toEqual([['too-large']]);
  });

  it('end a message that is more than twice too large', async () => {
    const { greet, handler } = await startEngine({ settings: { messageBytes: 65_536 } });
    const client = await greet();
    await client.dialogue(...OPEN);
    client.send('x'.repeat(2 * 65_536 + 1));
    expect(await client.reply()).toBe(
      '421 4.3.4 Message far beyond the size limit, closing the connection [s1]',
    );
    await handler().ended;
    expect(handler().calls.slice(-2)).toEqual(['abort', 'closed']);
  });
});

describe('a connection that breaks', () => {
  it.each([
    ['in a transaction', OPEN.slice(0, 2), ['closed']],
    ['inside a message', OPEN, ['abort', 'closed']],
  ])('%s is reported once, and harms no other', async (_, lines, lastCalls) => {
    const engine = await startEngine();
    const client = await engine.greet();
    await client.dialogue(...lines);
    client.reset();
    await engine.handler().ended;
    const { calls } = engine.handler();
    expect(calls.slice(-lastCalls.length)).toEqual(lastCalls);
    expect(calls.filter((call) => call === 'closed')).toEqual(['closed']);
    expect(await (await engine.greet()).command('NOOP')).toBe('250 2.0.0 OK');
  });

  it('while the handler thinks is reported after it has answered', async () => {
    const asked = signal();
    const answer = signal();
    const mail = async () => {
      asked.give();
      await answer.promise;
      return null;
    };
    const { greet, handler } = await startEngine({ answers: { mail } });
    const client = await greet();
    client.send('MAIL FROM:<a@b.test>\r\n');
    await asked.promise;
    client.reset();
    await client.closed;
    expect(handler().calls).not.toContain('closed');
    answer.give();
    await handler().ended;
  });
});

describe('a sink', () => {
  const sinkOf = (write: MessageSink['write']): MessageSink => ({
    write,
    end: () => Promise.resolve(reply(250, '2.0.0', 'kept')),
    abort: () => Promise.resolve(),
  });

  it('that is slow holds the client back', async () => {
    const release = signal();
    let written = 0;
    const sink = sinkOf(async (chunk) => {
      written += chunk.length;
      await release.promise;
    });
    const settings = { messageBytes: 64_000_000 };
    const { greet } = await startEngine({ settings, answers: { data: () => Promise.resolve(sink) } });
    const client = await greet();
    await client.dialogue(...OPEN);
    const size = 32_000_000;
    const accepted = client.socket.write(Buffer.alloc(size, 'x'));
    client.send('\r\n.\r\n');
    expect(accepted).toBe(false);
    expect(written).toBeLessThanOrEqual(65_536);
    release.give();
    expect(await client.reply()).toBe('250 2.0.0 kept');
    expect(written).toBe(size + 2);
  });

  it('that fails is answered after the dot', async () => {
    const sink = sinkOf(() => Promise.reject(new Error('no disk')));
    const { greet, handler } = await startEngine({ answers: { data: () => Promise.resolve(sink) } });
    const client = await greet();
    expect((await client.dialogue(...OPEN, 'text\r\n.', 'NOOP')).slice(3)).toEqual([
      '451 4.3.0 Internal error, try again later [s1]',
      '250 2.0.0 OK',
    ]);
    expect(handler().calls).toContain('refused 451 4.3.0: storing the message failed: no disk');
  });
});

describe('closing the listener', () => {
  it('says goodbye to idle sessions, lets a message finish, and takes no new ones', async () => {
    const engine = await startEngine();
    const idle = await engine.greet();
    const busy = await engine.greet();
    await busy.dialogue(...OPEN);
    expect(engine.listener.connectionCount()).toBe(2);
    const closed = engine.listener.close(20_000);
    const goodbye = '421 4.3.2 Service shutting down, try again later [s1]';
    expect(await idle.reply()).toBe(goodbye);
    await expect(SmtpClient.connect({ port: engine.listener.port })).rejects.toThrow('ECONNREFUSED');
    busy.send('text\r\n.\r\n');
    expect(await busy.replies(2)).toEqual(['250 2.0.0 kept', goodbye]);
    await closed;
    expect(engine.listener.connectionCount()).toBe(0);
  });

  it('cuts a message that does not finish in time', async () => {
    const engine = await startEngine();
    const client = await engine.greet();
    await client.dialogue(...OPEN);
    await engine.listener.close(20);
    expect(engine.handler().calls.slice(-2)).toEqual(['abort', 'closed']);
  });
});

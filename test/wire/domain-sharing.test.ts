import { afterEach, describe, expect, test } from 'vitest';
import type { SessionDetail } from '../../server/contract/session-log.ts';
import { startFakeMailHost, type FakeMailHost } from '../helpers/fake-mail-host.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';
import { startWireServer, type WireServer, type WireSetup } from '../helpers/wire-server.ts';
import { sharingHost } from '../helpers/wire-setup.ts';

/**
 * Servers that share local.test, over real sockets: each has u1 and u2, and one further address of its own. Whatever
 * they are asked, and whoever asks at the same time, a question never leads to another question.
 */
const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

interface Gatepost {
  readonly server: WireServer;
  /** Asks these from now on. */
  readonly shareWith: (...others: readonly { readonly port: number }[]) => void;
  readonly port: number;
}

/** A Gatepost on which this address lives, and no other that the rest does not have. */
async function gatepostWith(address: string, setup: WireSetup = {}): Promise<Gatepost> {
  const own: WireSetup = {
    ...setup,
    wildcardAlias: false,
    aliases: [{ pattern: address, targets: ['u2@local.test'], membersMaySendAs: true }],
  };
  const server = await startWireServer(own);
  running.push(server);
  return {
    server,
    port: server.ports.smtp,
    shareWith: (...others) => {
      server.change({ ...own, sharingHosts: others.map(({ port }) => sharingHost(port)) });
    },
  };
}

async function fakeHost(...args: Parameters<typeof startFakeMailHost>): Promise<FakeMailHost> {
  const host = await startFakeMailHost(...args);
  running.push(host);
  return host;
}

/** What a stranger hears of the recipient. */
async function write(to: string, { server }: Gatepost, from = '<joe@ext.test>'): Promise<string> {
  const client = await server.greet('smtp', 'remote');
  const replies = await client.dialogue(`MAIL FROM:${from}`, `RCPT TO:<${to}>`);
  return replies.at(-1)?.slice(0, 9) ?? '';
}

const TAKEN = '250 2.1.5';
const UNKNOWN = '550 5.1.1';
const LATER = '451 4.4.3';

describe('two Gateposts', () => {
  test('mail to an address on the other one is taken, and queued for delivery', async () => {
    const [a, b] = [await gatepostWith('u7@local.test'), await gatepostWith('u9@local.test')];
    a.shareWith(b);
    b.shareWith(a);
    const client = await a.server.greet('smtp', 'remote');
    await client.dialogue(
      'MAIL FROM:<joe@ext.test>',
      'RCPT TO:<u9@local.test>',
      'DATA',
      'From: j@ext.test\r\n\r\n.',
    );
    expect(a.server.store.messages.map(({ envelope }) => envelope.deliveries)).toEqual([
      [
        {
          kind: 'queue',
          recipient: { localPart: 'u9', domain: 'local.test' },
          gateway: null,
          dsn: { notify: [], originalRecipient: null },
        },
      ],
    ]);
    expect(said(await b.server.sessionEnded())).toEqual([
      'EHLO mail.local.test',
      'STARTTLS',
      'EHLO mail.local.test',
      'MAIL FROM:<> XLOCALONLY',
      'RCPT TO:<u9@local.test>',
      'RSET',
      'QUIT',
    ]);
  });

  test('an alias of somebody on the other one is taken, and leads there', async () => {
    const aliases = [{ pattern: 'team@local.test', targets: ['u9@local.test'], membersMaySendAs: true }];
    const a = await startWireServer({ aliases, wildcardAlias: false });
    running.push(a);
    const b = await gatepostWith('u9@local.test');
    a.change({ aliases, wildcardAlias: false, sharingHosts: [sharingHost(b.port)] });
    const client = await a.greet('smtp', 'remote');
    await client.dialogue(
      'MAIL FROM:<joe@ext.test>',
      'RCPT TO:<team@local.test>',
      'DATA',
      'From: j@ext.test\r\n\r\n.',
    );
    expect(a.store.messages[0]?.envelope.deliveries).toMatchObject([
      { kind: 'queue', recipient: { localPart: 'u9', domain: 'local.test' } },
    ]);
  });

  test('a sender on the other one is exempt, though the message comes from there by way of here', async () => {
    const [a, b] = [await gatepostWith('u7@local.test'), await gatepostWith('u9@local.test')];
    a.shareWith(b);
    expect(await write('u1@local.test', a, '<u9@local.test>')).toBe(TAKEN);
    const client = await a.server.greet('smtp', 'remote');
    expect(await client.command('MAIL FROM:<u8@local.test>')).toMatch(/^530 5\.7\.0/);
  });

  test('that share with each other do not ask back', async () => {
    const [a, b] = [await gatepostWith('u7@local.test'), await gatepostWith('u9@local.test')];
    a.shareWith(b);
    b.shareWith(a);
    expect(await write('nobody@local.test', a)).toBe(UNKNOWN);
    expect([a.server.sharingQueries, b.server.sharingQueries]).toEqual([['nobody@local.test'], []]);
  });

  test.each(['<>', '<joe@ext.test>'])(
    'whoever asks for local knowledge alone gets no more (%s)',
    async (from) => {
      const a = await gatepostWith('u7@local.test');
      const other = await fakeHost();
      a.shareWith(other);
      const client = await a.server.connect('smtp', 'remote');
      await client.reply();
      const [ehlo = '', ...replies] = await client.dialogue(
        'EHLO client.test',
        `MAIL FROM:${from} XLOCALONLY`,
        'RCPT TO:<u7@local.test>',
        'RCPT TO:<u9@local.test>',
      );
      expect(ehlo.split('\n')).toContain('250 XLOCALONLY');
      expect(replies.slice(1).map((reply) => reply.slice(0, 9))).toEqual([TAKEN, UNKNOWN]);
      expect(other.connections()).toBe(0);
    },
  );

  test('may ask each other for the same address at the same time', async () => {
    const [a, b] = [await gatepostWith('u7@local.test'), await gatepostWith('u9@local.test')];
    a.shareWith(b);
    b.shareWith(a);
    const answers = await Promise.all(
      [1, 2, 3].flatMap(() => [write('x@local.test', a), write('x@local.test', b)]),
    );
    expect(answers).toEqual(Array(6).fill(UNKNOWN));
    expect([a.server.sharingQueries, b.server.sharingQueries]).toEqual([['x@local.test'], ['x@local.test']]);
  });

  test('find what lives on the other one at the same time', async () => {
    const [a, b] = [await gatepostWith('u7@local.test'), await gatepostWith('u9@local.test')];
    a.shareWith(b);
    b.shareWith(a);
    expect(await Promise.all([write('u9@local.test', a), write('u7@local.test', b)])).toEqual([TAKEN, TAKEN]);
  });
});

describe('three Gateposts', () => {
  test('each asks all the others itself', async () => {
    const [a, b, c] = [
      await gatepostWith('u7@local.test'),
      await gatepostWith('u8@local.test'),
      await gatepostWith('u9@local.test'),
    ];
    a.shareWith(b, c);
    b.shareWith(c, a);
    c.shareWith(a, b);
    expect(await write('u9@local.test', a)).toBe(TAKEN);
    expect(await write('nobody@local.test', a)).toBe(UNKNOWN);
    expect([b.server.sharingQueries, c.server.sharingQueries]).toEqual([[], []]);
  });

  test('in a circle: a question goes one step and no further', async () => {
    const [a, b, c] = [
      await gatepostWith('u7@local.test'),
      await gatepostWith('u8@local.test'),
      await gatepostWith('u9@local.test'),
    ];
    a.shareWith(b);
    b.shareWith(c);
    c.shareWith(a);
    expect(await write('u9@local.test', a)).toBe(UNKNOWN);
    expect(b.server.sharingQueries).toEqual([]);
    expect(await write('u9@local.test', b)).toBe(TAKEN);
  });
});

describe('a server of another make, which gives no sign that it is asking', () => {
  /** Asks back for every recipient, from this address, and answers what it hears. */
  async function startAskingBack(localAddress: string, target: () => Gatepost): Promise<FakeMailHost> {
    return fakeHost({
      rcpt: async (line) => {
        const client = await SmtpClient.open({ port: target().port, localAddress });
        const replies = await client.dialogue('EHLO other.test', 'MAIL FROM:<>', line);
        client.reset();
        return replies.at(-1) ?? null;
      },
    });
  }

  test.each<[string, string]>([
    ['is known by its address', '127.0.0.1'],
    ['is known by the question that is under way', '127.0.7.7'],
  ])('%s', async (_sentence, localAddress) => {
    const a = await gatepostWith('u7@local.test');
    const other = await startAskingBack(localAddress, () => a);
    a.shareWith(other);
    expect(await write('nobody@local.test', a)).toBe(UNKNOWN);
    expect(a.server.sharingQueries).toEqual(['nobody@local.test']);
    expect(other.connections()).toBe(1);
  });

  test('a question of its own is answered from what is known here', async () => {
    const a = await gatepostWith('u7@local.test');
    const other = await fakeHost();
    a.shareWith(other);
    const client = await SmtpClient.open({ port: a.port, localAddress: '127.0.0.1' });
    const replies = await client.dialogue(
      'EHLO other.test',
      'MAIL FROM:<>',
      'RCPT TO:<u7@local.test>',
      'RCPT TO:<u9@local.test>',
    );
    client.reset();
    expect(replies.slice(2).map((reply) => reply.slice(0, 9))).toEqual([TAKEN, UNKNOWN]);
    expect(other.connections()).toBe(0);
  });

  test('bounces from elsewhere find their way to it', async () => {
    const a = await gatepostWith('u7@local.test');
    a.shareWith(await fakeHost());
    expect(await write('u9@local.test', a, '<>')).toBe(TAKEN);
  });
});

describe('the other server cannot be asked', () => {
  test('the mail is to come again', async () => {
    const a = await gatepostWith('u7@local.test');
    a.shareWith(await fakeHost({ mail: '530 5.7.0 Authentication required' }));
    expect(await write('u9@local.test', a)).toBe(LATER);
  });

  test('nobody asks it for who may not send', async () => {
    const toLocal = { options: { localSenderMustAuth: { unlessToLocalAccount: true } } };
    const a = await gatepostWith('u7@local.test', toLocal);
    const other = await fakeHost();
    a.shareWith(other);
    expect(await write('u9@local.test', a, '<u1@local.test>')).toBe('530 5.7.0');
    expect(other.connections()).toBe(0);
  });
});

function said({ transcript }: SessionDetail): readonly string[] {
  return transcript.filter(({ from }) => from === 'client').map(({ text }) => text);
}

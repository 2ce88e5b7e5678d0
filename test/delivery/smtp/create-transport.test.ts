import { afterEach, describe, expect, test } from 'vitest';
import {
  ALL_OFFERS,
  closeAfter,
  RESET,
  SILENCE,
  startScriptedSmtpServer,
  type ScriptedAnswer,
  type ScriptedServer,
  type ScriptedServerOptions,
} from '../../helpers/scripted-smtp-server.ts';
import {
  address,
  envelope,
  failureOf,
  HASTY,
  inChunks,
  jobFor,
  MESSAGE,
  NOW,
  recipient,
  toHost,
  TransportFixture,
} from './transport-fixture.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of undo.splice(0).reverse()) await stop();
});

async function serve(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedSmtpServer(options);
  undo.push(server.stop);
  return server;
}

function world(...args: ConstructorParameters<typeof TransportFixture>): TransportFixture {
  const fixture = new TransportFixture(...args);
  undo.push(() => fixture.stop());
  return fixture;
}

/** Answers commands that begin so. */
const when = (answers: Readonly<Record<string, ScriptedAnswer>>) => (line: string) =>
  Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];

const withoutPipelining = ALL_OFFERS.filter((offer) => offer !== 'PIPELINING');

describe.each([
  ['with PIPELINING', ALL_OFFERS],
  ['without PIPELINING', withoutPipelining],
])('%s', (_, offers) => {
  test('a message is delivered, and each recipient hears how', async () => {
    const server = await serve({ offers });
    const outcomes = await world().send(jobFor(toHost(server.port), ['a@x.test', 'b@x.test']));
    const delivered = {
      kind: 'delivered',
      host: '127.0.0.1',
      reply: '2.0.0 Queued as 1',
      dsnPassedOn: true,
      tls: null,
    };
    expect(outcomes).toEqual([delivered, delivered]);
    expect(server.messages()).toEqual([MESSAGE]);
    expect(server.sessions[0]?.commands.slice(0, 5)).toEqual([
      'EHLO us.test',
      `MAIL FROM:<u1@us.test> SIZE=${String(MESSAGE.length)}`,
      'RCPT TO:<a@x.test>',
      'RCPT TO:<b@x.test>',
      'DATA',
    ]);
  });

  test('recipients that the server refuses get its words, the others the message', async () => {
    const server = await serve({
      offers,
      answer: when({
        'RCPT TO:<no@x.test>': '550-5.1.1 No such\r\n550 5.1.1 user',
        'RCPT TO:<full@x.test>': '452 4.2.2 Mailbox full',
        'RCPT TO:<plain@x.test>': '550 without a code',
      }),
    });
    const job = jobFor(toHost(server.port), ['no@x.test', 'a@x.test', 'full@x.test', 'plain@x.test']);
    const [no, a, full, plain] = await world().send(job);
    expect(no).toEqual({
      kind: 'refused',
      failure: { at: NOW, host: '127.0.0.1', code: 550, enhanced: '5.1.1', text: '5.1.1 No such user' },
    });
    expect(a).toMatchObject({ kind: 'delivered' });
    expect(failureOf(full)).toBe('deferred 452 4.2.2 (127.0.0.1) 4.2.2 Mailbox full');
    expect(failureOf(plain)).toBe('refused 550 5.0.0 (127.0.0.1) without a code');
    expect(server.messages()).toEqual([MESSAGE]);
  });

  test('where every recipient is refused no message is sent', async () => {
    const server = await serve({ offers, answer: when({ 'RCPT TO': '550 5.1.1 No', DATA: '554 5.5.1 No' }) });
    const outcomes = await world().send(jobFor(toHost(server.port), ['a@x.test', 'b@x.test']));
    expect(outcomes.map(failureOf)).toEqual(Array<string>(2).fill('refused 550 5.1.1 (127.0.0.1) 5.1.1 No'));
    expect(server.messages()).toEqual([]);
  });

  test.each<[string, string, ScriptedAnswer, string]>([
    ['MAIL refused for good', 'MAIL', '550 5.7.1 Not you', 'refused 550 5.7.1 (127.0.0.1) 5.7.1 Not you'],
    ['MAIL put off', 'MAIL', '451 4.3.0 Busy', 'deferred 451 4.3.0 (127.0.0.1) 4.3.0 Busy'],
    ['DATA refused', 'DATA', '554 5.6.0 No', 'refused 554 5.6.0 (127.0.0.1) 5.6.0 No'],
    ['the message refused', '.', '554 5.7.1 Spam', 'refused 554 5.7.1 (127.0.0.1) 5.7.1 Spam'],
    ['the message put off', '.', '452 4.3.1 Disk', 'deferred 452 4.3.1 (127.0.0.1) 4.3.1 Disk'],
    ['another class in words', '.', '451 5.7.1 Odd', 'deferred 451 4.0.0 (127.0.0.1) 5.7.1 Odd'],
    ['421 at MAIL', 'MAIL', closeAfter('421 4.3.2 Bye'), 'deferred 421 4.3.2 (127.0.0.1) 4.3.2 Bye'],
    ['421 at RCPT', 'RCPT', closeAfter('421 4.3.2 Bye'), 'deferred 421 4.3.2 (127.0.0.1) 4.3.2 Bye'],
    ['421 at DATA', 'DATA', closeAfter('421 4.3.2 Bye'), 'deferred 421 4.3.2 (127.0.0.1) 4.3.2 Bye'],
    ['421 after the dot', '.', closeAfter('421 4.3.2 Bye'), 'deferred 421 4.3.2 (127.0.0.1) 4.3.2 Bye'],
    ['421 at EHLO', 'EHLO', closeAfter('421 4.3.2 Bye'), 'deferred 421 4.3.2 (127.0.0.1) 4.3.2 Bye'],
  ])('%s is told as the server says it', async (_case, command, answer, expected) => {
    const server = await serve({ offers, answer: when({ [command]: answer }) });
    const outcomes = await world().send(jobFor(toHost(server.port), ['a@x.test']));
    expect(outcomes.map(failureOf)).toEqual([expected]);
  });

  test.each<[string, string, ScriptedAnswer]>([
    ['ends at MAIL', 'MAIL', closeAfter()],
    ['breaks at RCPT', 'RCPT', RESET],
    ['ends at DATA', 'DATA', closeAfter()],
    ['answers MAIL with garbage', 'MAIL', 'hello there'],
    ['answers RCPT with garbage', 'RCPT', '\u0001\u0002'],
    ['answers the dot with garbage', '.', 'hello there'],
    ['takes DATA with a 5-letter word', 'DATA', 'maybe'],
  ])('a server that %s puts the message off', async (_case, command, answer) => {
    const server = await serve({ offers, answer: when({ [command]: answer }) });
    const [outcome] = await world().send(jobFor(toHost(server.port), ['a@x.test']));
    expect(failureOf(outcome)).toMatch(/^deferred - 4\.[45]\.\d /);
  });

  test.each([
    ['ends', closeAfter()],
    ['breaks', RESET],
    ['says nothing', SILENCE],
  ])('a server that %s after the dot leaves the outcome open', async (_case, answer) => {
    const server = await serve({ offers, answer: when({ '.': answer }) });
    const fixture = world({}, { network: { timeouts: HASTY, loopbackIsOwn: false } });
    const [outcome] = await fixture.send(jobFor(toHost(server.port), ['a@x.test']));
    expect(failureOf(outcome)).toMatch(/^deferred - 4\.4\.2 .* it may have arrived/);
  });

  test('a message that cannot be read to its end is never completed', async () => {
    const server = await serve({ offers });
    const open = () =>
      Promise.resolve(
        (async function* () {
          yield await Promise.resolve(Buffer.from(MESSAGE));
          throw new Error('EIO');
        })(),
      );
    let opened = 0;
    const job = jobFor(toHost(server.port), ['a@x.test'], {
      size: 1000,
      // Read whole when its content is looked at, broken when it is sent.
      open: () => (opened++ === 0 ? Promise.resolve(inChunks([])) : open()),
    });
    const [outcome] = await world().send(job);
    expect(failureOf(outcome)).toBe('deferred - 4.3.0 (127.0.0.1) the stored message cannot be read: EIO');
    await expect.poll(() => server.sessions[0]?.hasEnded).toBe(true);
    expect(server.messages()).toEqual([]);
    expect(server.sessions[0]?.unfinished).not.toContain('\r\n.\r\n');
  });

  test.each([MESSAGE.length - 1, MESSAGE.length + 1])(
    'nor is one whose size is said to be %i',
    async (size) => {
      const server = await serve({ offers });
      const [outcome] = await world().send(jobFor(toHost(server.port), ['a@x.test'], { size }));
      expect(failureOf(outcome)).toMatch(/^deferred - 4\.3\.0 .*another length/);
      expect(server.messages()).toEqual([]);
    },
  );

  test('more recipients than the server takes at once follow in further transactions', async () => {
    const server = await serve({
      offers,
      answer: (line, { commands }) => {
        if (!line.startsWith('RCPT')) return undefined;
        const sinceMail = commands.slice(commands.findLastIndex((command) => command.startsWith('MAIL')));
        return sinceMail.length > 3 ? '452 4.5.3 Too many recipients' : undefined;
      },
    });
    const to = Array.from({ length: 5 }, (_each, index) => `r${String(index)}@x.test`);
    const outcomes = await world().send(jobFor(toHost(server.port), to));
    expect(outcomes.map((outcome) => outcome?.kind)).toEqual(Array(5).fill('delivered'));
    expect(server.messages()).toHaveLength(3);
  });
});

describe('a server', () => {
  test.each<[string, ScriptedServerOptions, RegExp]>([
    ['that greets with 554', { greeting: '554 5.3.2 No mail here' }, /^deferred 554 4\.3\.2 /],
    ['that greets with garbage', { greeting: 'SSH-2.0-OpenSSH' }, /^deferred - 4\.4\.2 /],
    ['that ends instead of greeting', { greeting: closeAfter() }, /^deferred - 4\.4\.2 /],
    ['that says nothing', { greeting: SILENCE }, /^deferred - 4\.4\.2 .*no answer in time/],
    ['that never ends its greeting', { greeting: '220-'.repeat(30_000) }, /^deferred - 4\.4\.2 /],
    [
      'that stops at MAIL',
      { offers: [], answer: when({ MAIL: SILENCE }) },
      /^deferred - 4\.4\.2 .*no answer in time/,
    ],
  ])('%s puts the message off', async (_case, options, expected) => {
    const server = await serve(options);
    const fixture = world({}, { network: { timeouts: HASTY, loopbackIsOwn: false } });
    const [outcome] = await fixture.send(jobFor(toHost(server.port), ['a@x.test']));
    expect(failureOf(outcome)).toMatch(expected);
  });

  test('that knows HELO only gets the message without any parameter', async () => {
    const server = await serve({ answer: when({ EHLO: '502 5.5.1 What' }) });
    const [outcome] = await world().send(jobFor(toHost(server.port), ['a@x.test']));
    expect(outcome).toMatchObject({ kind: 'delivered', dsnPassedOn: false });
    expect(server.sessions[0]?.commands.slice(0, 3)).toEqual([
      'EHLO us.test',
      'HELO us.test',
      'MAIL FROM:<u1@us.test>',
    ]);
  });

  test('that answers a message before its end has not taken it', async () => {
    const server = await serve({ answer: when({ DATA: '354 Go\r\n250 2.0.0 Already taken' }) });
    const chunk = Buffer.alloc(65_536, 'x'.repeat(62) + '\r\n');
    const chunks = Array<Buffer>(400).fill(chunk);
    const job = jobFor(toHost(server.port), ['a@x.test'], {
      size: chunk.length * chunks.length,
      open: () => Promise.resolve(inChunks(chunks)),
    });
    const [outcome] = await world().send(job);
    expect(failureOf(outcome)).toMatch(/^deferred - 4\.5\.0 .*before its end/);
  });
});

describe('what MAIL and RCPT say', () => {
  const commandsFor = async (offers: readonly string[], job: Parameters<typeof jobFor>[2] = {}) => {
    const server = await serve({ offers });
    const outcomes = await world().send(jobFor(toHost(server.port), ['a@x.test'], job));
    return {
      outcomes: outcomes.map(failureOf),
      said: server.sessions[0]?.commands.filter((line) => /^(?:MAIL|RCPT)/.test(line)),
    };
  };
  const dsnJob = {
    envelope: envelope({ dsnEnvelopeId: 'QQ+2B1', dsnReturn: 'HDRS' }),
    recipients: [
      recipient(1, 'a@x.test', { notify: ['SUCCESS', 'FAILURE'], originalRecipient: 'rfc822;A+2Bb@x.test' }),
      recipient(2, 'b@x.test', { notify: ['NEVER'] }),
    ],
  } as const;

  test('each recipient has its own DSN parameters, as given', async () => {
    expect(await commandsFor(['DSN'], dsnJob)).toMatchObject({
      said: [
        'MAIL FROM:<u1@us.test> RET=HDRS ENVID=QQ+2B1',
        'RCPT TO:<a@x.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;A+2Bb@x.test',
        'RCPT TO:<b@x.test> NOTIFY=NEVER',
      ],
    });
  });

  test('a server without DSN gets none of them', async () => {
    expect(await commandsFor([], dsnJob)).toMatchObject({
      said: ['MAIL FROM:<u1@us.test>', 'RCPT TO:<a@x.test>', 'RCPT TO:<b@x.test>'],
    });
  });

  test('the null return-path and quoted local parts are written as they are', async () => {
    const job = {
      envelope: envelope({ returnPath: null }),
      recipients: [recipient(1, '"a > b"@x.test'), recipient(2, 'a@x.test'), recipient(3, 'a@x.test')],
    };
    expect(await commandsFor([], job)).toMatchObject({
      outcomes: ['delivered', 'delivered', 'delivered'],
      said: ['MAIL FROM:<>', 'RCPT TO:<"a > b"@x.test>', 'RCPT TO:<a@x.test>', 'RCPT TO:<a@x.test>'],
    });
  });

  test('a message larger than the server takes is not begun', async () => {
    expect(await commandsFor(['SIZE 10'])).toEqual({
      outcomes: [
        `refused - 5.3.4 (127.0.0.1) the server takes messages of 10 bytes at most, this one has ${String(MESSAGE.length)}`,
      ],
      said: [],
    });
  });

  const utf8Content = 'Subject: Grüße\r\n\r\nHallo\r\n';
  const eightBitContent = 'Subject: x\r\n\r\nGrüße\r\n';
  test.each([
    ['7-bit content, whatever was announced', MESSAGE, true, [], 'MAIL FROM:<u1@us.test>'],
    [
      '7-bit content, to a server that has it all',
      MESSAGE,
      true,
      ALL_OFFERS,
      'MAIL FROM:<u1@us.test> SIZE=26',
    ],
    ['an 8-bit body', eightBitContent, false, ['8BITMIME'], 'MAIL FROM:<u1@us.test> BODY=8BITMIME'],
    [
      'a header in UTF-8',
      utf8Content,
      true,
      ['8BITMIME', 'SMTPUTF8'],
      'MAIL FROM:<u1@us.test> BODY=8BITMIME SMTPUTF8',
    ],
    ['a raw header of old', utf8Content, false, ['8BITMIME'], 'MAIL FROM:<u1@us.test> BODY=8BITMIME'],
  ])('%s is announced as what it is', async (_case, content, announced, offers, mail) => {
    const job = { content, envelope: envelope({ smtpUtf8: announced, eightBit: announced }) };
    const { said, outcomes } = await commandsFor(offers, job);
    expect([outcomes, said?.[0]]).toEqual([['delivered'], mail]);
  });

  test.each([
    ['an 8-bit body', eightBitContent, true, ['SMTPUTF8'], '5.6.3'],
    ['a header in UTF-8', utf8Content, true, ['8BITMIME'], '5.6.9'],
  ])('%s is not sent to a server that cannot take it', async (_case, content, smtpUtf8, offers, enhanced) => {
    const { said, outcomes } = await commandsFor(offers, { content, envelope: envelope({ smtpUtf8 }) });
    expect([outcomes[0]?.split(' ').slice(0, 3), said]).toEqual([['refused', '-', enhanced], []]);
  });

  test('an address beyond ASCII keeps only itself from a server that knows none', async () => {
    const recipients = [recipient(1, 'jörg@x.test'), recipient(2, 'a@x.test')];
    const { said, outcomes } = await commandsFor(['8BITMIME'], { recipients });
    expect(outcomes.map((outcome) => outcome.slice(0, 15))).toEqual(['refused - 5.6.7', 'delivered']);
    expect(said).toEqual(['MAIL FROM:<u1@us.test>', 'RCPT TO:<a@x.test>']);
    const returnPath = { envelope: envelope({ returnPath: address('jörg@us.test') }) };
    expect((await commandsFor([], returnPath)).outcomes[0]).toMatch(/^refused - 5\.6\.7/);
    expect((await commandsFor(['SMTPUTF8', '8BITMIME'], { recipients })).said).toEqual([
      'MAIL FROM:<u1@us.test> BODY=8BITMIME SMTPUTF8',
      'RCPT TO:<jörg@x.test>',
      'RCPT TO:<a@x.test>',
    ]);
  });
});

describe('the record of a connection', () => {
  test('has the conversation without the content', async () => {
    const server = await serve({ offers: ['8BITMIME'] });
    const fixture = world();
    await fixture.send(jobFor(toHost(server.port), ['a@x.test']));
    await fixture.transport.dispose();
    expect(fixture.records).toEqual([
      {
        about: `127.0.0.1 127.0.0.1 ${String(server.port)}`,
        lines: [
          `N: connected to 127.0.0.1 port ${String(server.port)}`,
          'S: 220 scripted.test ESMTP',
          'C: EHLO us.test',
          'S: 250-scripted.test',
          'S: 250 8BITMIME',
          'C: MAIL FROM:<u1@us.test>',
          'S: 250 2.1.0 Sender taken',
          'C: RCPT TO:<a@x.test>',
          'S: 250 2.1.5 Recipient taken',
          'C: DATA',
          'S: 354 Go ahead',
          'S: 250 2.0.0 Queued as 1',
          'C: QUIT',
        ],
        events: [
          '{"tls":null,"helo":"us.test"}',
          '{"sender":"u1@us.test","bytes":26}',
          'recipient a@x.test',
          'accepted',
          'close',
        ],
      },
    ]);
  });

  test('of a server that cannot be reached says so', async () => {
    const server = await serve();
    await server.stop();
    const fixture = world();
    const [outcome] = await fixture.send(jobFor(toHost(server.port), ['a@x.test']));
    const text = `127.0.0.1 cannot be reached on port ${String(server.port)}: 127.0.0.1: connection refused`;
    expect(failureOf(outcome)).toBe(`deferred - 4.4.1 (127.0.0.1) ${text}`);
    expect(fixture.records[0]?.events).toEqual([`refused 451 ${text}`, 'close']);
  });
});

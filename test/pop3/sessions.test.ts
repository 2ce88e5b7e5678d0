import { afterEach, describe, expect, test } from 'vitest';
import type { EngineLimits } from '../../server/pop3/engine/engine-limits.ts';
import { startWireServer, type WireServer, type WireSetup } from '../helpers/wire-server.ts';
import { plainResponse } from '../helpers/smtp-client.ts';

const ONE = 'Subject: one\r\n\r\nfirst\r\n.dot\r\n..two\r\n';
const TWO = 'Subject: two\r\nFrom: j\xe9@ext.test\r\n\r\nsecond\r\n';
const ID = String.raw`\[\w+\]$`;

let server: WireServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function start(setup: WireSetup = {}, limits: Partial<EngineLimits> = {}): Promise<WireServer> {
  server = await startWireServer(setup, limits);
  server.maildrops.fill(1, ONE, TWO);
  return server;
}

describe('an opened mailbox', () => {
  test('is counted, listed and read, and every octet that is listed is sent', async () => {
    const client = await (await start()).openMailbox('u1');
    expect(await client.command('STAT')).toBe(`+OK 2 ${ONE.length + TWO.length}`);
    expect(await client.list('LIST')).toEqual([
      `+OK 2 messages (${ONE.length + TWO.length} octets)`,
      [`1 ${ONE.length}`, `2 ${TWO.length}`],
    ]);
    expect(await client.command('LIST 2')).toBe(`+OK 2 ${TWO.length}`);
    expect(await client.list('UIDL')).toEqual(['+OK unique ids follow', ['1 7.101', '2 7.102']]);
    expect(await client.command('uidl 2 ')).toBe('+OK 2 7.102');
    for (const [number, message] of [ONE, TWO].entries()) {
      const [first, lines] = await client.list(`RETR ${number + 1}`);
      expect(first).toBe(`+OK ${message.length} octets`);
      expect(lines.map((line) => `${line.replace(/^\./, '')}\r\n`).join('')).toBe(message);
    }
  });

  test.each([
    [0, ['Subject: one', '']],
    [2, ['Subject: one', '', 'first', '..dot']],
    [9, ['Subject: one', '', 'first', '..dot', '...two']],
  ])('shows the top of a message with %i lines of its body', async (count, lines) => {
    const client = await (await start()).openMailbox('u1');
    expect((await client.list(`TOP 1 ${count}`))[1]).toEqual(lines);
  });

  test('loses what was deleted when QUIT is answered, and keeps its unique ids', async () => {
    const running = await start();
    const client = await running.openMailbox('u1');
    expect(await client.command('DELE 1')).toBe('+OK message 1 marked as deleted');
    const gone = await client.dialogue('RETR 1', 'DELE 1', 'LIST 1', 'TOP 1 0', 'UIDL 1');
    for (const response of gone) expect(response).toMatch(new RegExp(`^-ERR No such message ${ID}`));
    expect(await client.command('STAT')).toBe(`+OK 1 ${TWO.length}`);
    expect((await client.list('UIDL'))[1]).toEqual(['2 7.102']);
    expect(await client.command('QUIT')).toBe('+OK Goodbye');
    await client.closed;
    expect(running.maildrops.uids(1)).toEqual([102]);
    const again = await running.openMailbox('u1');
    expect((await again.list('UIDL'))[1]).toEqual(['1 7.102']);
  });

  test('loses nothing after RSET', async () => {
    const running = await start();
    const client = await running.openMailbox('u1');
    const responses = await client.dialogue('DELE 1', 'DELE 2', 'RSET', 'QUIT');
    expect(responses.slice(2)).toEqual([`+OK 2 messages (${ONE.length + TWO.length} octets)`, '+OK Goodbye']);
    expect(running.maildrops.uids(1)).toEqual([101, 102]);
  });

  test('loses nothing when the connection ends without QUIT', async () => {
    const running = await start();
    const client = await running.openMailbox('u1');
    await client.dialogue('DELE 1', 'DELE 2');
    client.end();
    await client.closed;
    await running.sessionEnded();
    expect(running.maildrops.uids(1)).toEqual([101, 102]);
  });

  test('belongs to one session at a time, and is free before QUIT is answered', async () => {
    const running = await start();
    const first = await running.openMailbox('u1');
    const second = await running.connectPop3();
    await second.line();
    const [, busy] = await second.dialogue('USER u1@local.test', 'PASS secret-1');
    expect(busy).toMatch(new RegExp(String.raw`^-ERR \[IN-USE\] .* ${ID}`));
    expect(running.sessions()[0]?.refusal).toMatchObject({ reason: 'Mailbox in use', code: 450 });
    await first.command('QUIT');
    const [, opened] = await second.dialogue('USER u1@local.test', 'PASS secret-1');
    expect(opened).toMatch(/^\+OK 2 messages/);
  });

  test('is free again when the client vanishes', async () => {
    const running = await start();
    (await running.openMailbox('u1')).reset();
    await running.sessionEnded();
    await running.openMailbox('u1');
  });

  test('says that it cannot be read now, and the log has the cause', async () => {
    const running = await start();
    const client = await running.openMailbox('u1');
    running.maildrops.fault = 'read';
    expect(await client.command('RETR 1')).toMatch(/^-ERR \[SYS\/TEMP\] /);
    expect(running.errors).toEqual(['POP3, reading a message: StoreError: no read now']);
    running.maildrops.fault = null;
    expect((await client.list('RETR 1'))[0]).toMatch(/^\+OK/);
  });

  test('keeps everything where the removal fails, and QUIT says so', async () => {
    const running = await start();
    const client = await running.openMailbox('u1');
    running.maildrops.fault = 'remove';
    const [, quit] = await client.dialogue('DELE 1', 'QUIT');
    expect(quit).toMatch(/^-ERR \[SYS\/TEMP\] Messages marked as deleted were not removed/);
    await client.closed;
    expect(running.maildrops.uids(1)).toEqual([101, 102]);
  });

  test('answers pipelined commands in their order, also where the client has closed its side', async () => {
    const running = await start({ plaintextAuth: true });
    const client = await running.connectPop3();
    client.send('USER u1@local.test\r\nPASS secret-1\r\nSTAT\r\nUIDL 1\r\nDELE 2\r\nQUIT\r\n');
    client.end();
    const lines: string[] = [];
    for (let line = 0; line < 7; line++) lines.push((await client.line()).replace(/^(\+OK \S+).*/, '$1'));
    expect(lines).toEqual([
      '+OK mail.local.test',
      '+OK Now',
      '+OK 2',
      '+OK 2',
      '+OK 1',
      '+OK message',
      '+OK Goodbye',
    ]);
    await client.closed;
    expect(running.maildrops.uids(1)).toEqual([101]);
  });
});

describe('commands', () => {
  test.each([
    ['in neither state', 'XYZZY', /^-ERR Unknown command/],
    ['with a NUL', 'NOOP\0', /^-ERR Commands are lines of printable characters/],
    ['that are too long', `NOOP ${'x'.repeat(1100)}`, /^-ERR The command line is too long/],
    ['with a number that is none', 'RETR one', /^-ERR Arguments missing/],
    ['without their number', 'DELE', /^-ERR Arguments missing/],
    ['with one number too many', 'RETR 1 2', /^-ERR Arguments missing/],
    ['with a negative number', 'TOP 1 -1', /^-ERR Arguments missing/],
    ['with message zero', 'RETR 0', /^-ERR No such message/],
    ['beyond the last message', 'DELE 3', /^-ERR No such message/],
    ['with an argument where none belongs', 'STAT 1', /^-ERR Arguments missing/],
    ['of the AUTHORIZATION state', 'USER u2@local.test', /^-ERR This command is not possible/],
    ['that sign in twice', 'AUTH PLAIN', /^-ERR This command is not possible/],
    ['that start TLS too late', 'STLS', /^-ERR This command is not possible/],
  ])('%s are refused, and the session goes on', async (_sentence, command, response) => {
    const client = await (await start()).openMailbox('u1');
    expect(await client.command(command)).toMatch(response);
    expect(await client.command('NOOP')).toBe('+OK Nothing done');
  });

  test.each([
    'STAT',
    'LIST',
    'RETR 1',
    'DELE 1',
    'NOOP',
    'RSET',
    'TOP 1 0',
    'UIDL',
    'APOP u1 0123456789abcdef',
  ])('%s is not possible before sign-in', async (command) => {
    const client = await (await start()).connectPop3();
    await client.line();
    expect(await client.command(command)).toMatch(/^-ERR /);
    expect(await client.command('QUIT')).toBe('+OK Goodbye');
  });

  test('too many in error end the session', async () => {
    const client = await (await start({}, { errors: 3 })).connectPop3();
    await client.line();
    const responses = await client.dialogue('A', 'B', 'C');
    expect(responses[2]).toMatch(/^-ERR Too many errors/);
    await client.closed;
  });

  test('a line without end ends the session', async () => {
    const client = await (await start()).connectPop3();
    await client.line();
    client.send('x'.repeat(100_000));
    expect(await client.line()).toMatch(/^-ERR A command line without end/);
    await client.closed;
  });
});

describe('capabilities', () => {
  const always = ['RESP-CODES', 'AUTH-RESP-CODE', 'PIPELINING', 'EXPIRE NEVER', 'IMPLEMENTATION Gatepost'];

  test('offer sign-in after STLS only, and TLS before it only', async () => {
    const client = await (await start({ plaintextAuth: false })).connectPop3();
    await client.line();
    expect((await client.list('CAPA'))[1]).toEqual(['TOP', 'UIDL', 'STLS', ...always]);
    await client.command('STLS');
    await client.upgrade();
    expect((await client.list('CAPA'))[1]).toEqual(['TOP', 'UIDL', 'USER', 'SASL PLAIN', ...always]);
  });

  test('offer sign-in without TLS to the networks that may', async () => {
    const client = await (await start()).openMailbox('u1');
    expect((await client.list('CAPA'))[1]).toEqual(['TOP', 'UIDL', 'USER', 'SASL PLAIN', ...always]);
  });
});

describe('sign-in', () => {
  test.each([
    'USER u1@local.test',
    'PASS secret-1',
    `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`,
  ])('without TLS is refused: %s', async (command) => {
    const running = await start({ plaintextAuth: false });
    const client = await running.connectPop3();
    await client.line();
    expect(await client.command(command)).toMatch(/^-ERR Sign-in needs an encrypted connection/);
  });

  test('goes by AUTH PLAIN with an initial response, and with a challenge', async () => {
    const running = await start();
    const response = plainResponse('u1@local.test', 'secret-1');
    for (const commands of [[`AUTH PLAIN ${response}`], ['AUTH plain', response]]) {
      const client = await running.connectPop3();
      await client.line();
      const lines = await client.dialogue(...commands);
      expect(lines.at(-1)).toMatch(/^\+OK 2 messages/);
      if (commands.length === 2) expect(lines[0]).toBe('+ ');
      await client.command('QUIT');
    }
  });

  test.each([
    ['cancelled', ['AUTH PLAIN', '*'], /^-ERR Authentication cancelled/],
    ['no base64', ['AUTH PLAIN', '???'], /^-ERR The response is no base64/],
    ['empty', ['AUTH PLAIN ='], /^-ERR The response is no base64/],
    [
      'for another account',
      [`AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1', 'u2@local.test')}`],
      /^-ERR \[AUTH\]/,
    ],
    ['of another mechanism', ['AUTH CRAM-MD5'], /^-ERR This server knows AUTH PLAIN only/],
    ['without a mechanism', ['AUTH'], /^-ERR Arguments missing/],
    ['PASS without USER', ['PASS secret-1'], /^-ERR Say USER first/],
    ['USER without a name', ['USER '], /^-ERR Arguments missing/],
  ])('that is %s is refused', async (_sentence, commands, response) => {
    const client = await (await start()).connectPop3();
    await client.line();
    expect((await client.dialogue(...commands)).at(-1)).toMatch(response);
    expect((await client.dialogue('USER u1@local.test', 'PASS secret-1')).at(-1)).toMatch(/^\+OK/);
  });

  test('hears one text for a wrong password, an unknown and a disabled account', async () => {
    const running = await start({ disabled: ['u2'] });
    const client = await running.connectPop3();
    await client.line();
    const attempts: string[] = [];
    for (const [login, password] of [
      ['u1@local.test', 'wrong'],
      ['nobody@local.test', 'wrong'],
      ['u2@local.test', 'secret-2'],
    ])
      attempts.push(...(await client.dialogue(`USER ${login}`, `PASS ${password}`)));
    expect(new Set(attempts)).toEqual(
      new Set([
        '+OK Now the password',
        expect.stringMatching(/^-ERR \[AUTH\] Authentication credentials invalid \[/),
      ]),
    );
    expect(running.sessions()[0]?.refusal).toMatchObject({
      reason: 'Sign-in failed',
      because: 'The password for u1@local.test is wrong.',
    });
  });

  test('that fails too often ends the session, and too often from one network blocks it', async () => {
    const running = await start({ dynamicScreen: { authFailures: 3 } }, { signInTries: 3 });
    const client = await running.connectPop3();
    await client.line();
    const responses: string[] = [];
    for (const password of ['a', 'b', 'c'])
      responses.push(...(await client.dialogue('USER u1@local.test', `PASS ${password}`)));
    expect(await client.line()).toMatch(/^-ERR \[AUTH\] Too many failed sign-ins/);
    await client.closed;
    for (const protection of ['starttls', 'implicit'] as const) {
      const again = await running.connectPop3(protection);
      expect(await again.line()).toMatch(new RegExp(String.raw`^-ERR \[SYS/TEMP\] 421 4\.7\.0 .* ${ID}`));
      await again.closed;
    }
    const smtp = await running.connect('smtp', 'remote');
    expect(await smtp.reply()).toMatch(/^421 4\.7\.0/);
  });

  test('says try again where passwords cannot be checked now', async () => {
    const running = await start();
    const client = await running.connectPop3();
    await client.line();
    running.directory.signInFault = 'busy';
    expect((await client.dialogue('USER u1@local.test', 'PASS secret-1'))[1]).toMatch(/^-ERR \[SYS\/TEMP\]/);
    running.directory.signInFault = new Error('no directory');
    expect((await client.dialogue('USER u1@local.test', 'PASS secret-1'))[1]).toMatch(/^-ERR \[SYS\/TEMP\]/);
    expect(running.errors).toEqual(['POP3, opening a mailbox: Error: no directory']);
  });

  test('leaves the mailbox to others where it cannot be opened', async () => {
    const running = await start();
    const client = await running.connectPop3();
    await client.line();
    running.maildrops.fault = 'open';
    expect((await client.dialogue('USER u1@local.test', 'PASS secret-1'))[1]).toMatch(/^-ERR \[SYS\/TEMP\]/);
    running.maildrops.fault = null;
    await running.openMailbox('u1');
  });
});

describe('TLS', () => {
  test('from the first byte', async () => {
    const client = await (await start({ plaintextAuth: false })).connectPop3('implicit');
    expect(await client.line()).toBe('+OK mail.local.test POP3 server ready');
    expect(await client.command('STLS')).toMatch(/^-ERR The connection is encrypted already/);
    expect((await client.dialogue('USER u1@local.test', 'PASS secret-1'))[1]).toMatch(/^\+OK 2 messages/);
  });

  test('forgets a name that was given before it', async () => {
    const client = await (await start()).connectPop3();
    await client.line();
    await client.dialogue('USER u1@local.test', 'STLS');
    await client.upgrade();
    expect(await client.command('PASS secret-1')).toMatch(/^-ERR Say USER first/);
  });

  test('runs nothing that was put behind STLS in the clear', async () => {
    const running = await start();
    const client = await running.connectPop3();
    await client.line();
    client.send('STLS\r\nUSER u1@local.test\r\nPASS secret-1\r\nQUIT\r\n');
    expect(await client.line()).toBe('+OK Begin TLS negotiation now');
    await client.upgrade();
    expect(await client.command('NOOP')).toMatch(/^-ERR This command is not possible/);
    expect(running.sessions()[0]).toMatchObject({ account: null, tls: 'TLSv1.3' });
  });
});

describe('limits', () => {
  test('refuse one session too many from a network', async () => {
    const running = await start({ limits: { sessionsPerNetwork: 1 } });
    await running.openMailbox('u1');
    const second = await running.connectPop3();
    expect(await second.line()).toMatch(/^-ERR \[SYS\/TEMP\] Too many connections from your network/);
    await second.closed;
  });

  test('end a session that stays silent, without removing anything', async () => {
    const running = await start({}, { idleMs: 1000 });
    const client = await running.openMailbox('u1');
    await client.command('DELE 1');
    expect(await client.line()).toMatch(/^-ERR \[SYS\/TEMP\] No command for too long/);
    await client.closed;
    expect(running.maildrops.uids(1)).toEqual([101, 102]);
  });

  test('let a QUIT under way finish when the server shuts down, and say goodbye to the idle', async () => {
    const running = await start();
    const idle = await running.openMailbox('u2');
    const client = await running.openMailbox('u1');
    await client.command('DELE 1');
    const removal = running.maildrops.holdRemoval();
    client.send('QUIT\r\n');
    await removal.begun;
    const closed = running.pop3.starttls.close(5000);
    expect(await idle.line()).toMatch(/^-ERR \[SYS\/TEMP\] The server shuts down/);
    removal.release();
    expect(await client.line()).toBe('+OK Goodbye');
    await closed;
    expect(running.maildrops.uids(1)).toEqual([102]);
    expect(running.pop3.starttls.connectionCount()).toBe(0);
  });
});

test('the log has the whole session and no secret of it', async () => {
  const running = await start();
  const client = await running.connectPop3();
  await client.line();
  await client.dialogue(
    'secret-1',
    'USER secret-1',
    'PASS  secret-1 ',
    'APOP u1 secret-1',
    'RETR secret-1',
    'AUTH PLAIN',
    plainResponse('u1@local.test', 'secret-2'),
    plainResponse('u1@local.test', 'secret-1'),
    `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`,
  );
  await client.list('RETR 1');
  await client.dialogue('DELE 2', 'QUIT');
  const session = await running.sessionEnded();
  const text = JSON.stringify(session);
  expect(text).not.toContain('secret-');
  expect(text).not.toContain(plainResponse('u1@local.test', 'secret-1'));
  expect(text).not.toContain('first');
  expect(session).toMatchObject({
    listener: 'pop3',
    listenerKind: 'pop3',
    ip: '127.0.9.9',
    account: 'u1@local.test',
    bytes: ONE.length,
  });
  const transcript = session.transcript.map(({ from, text: line }) => `${from}: ${line}`);
  expect(transcript.slice(-9)).toEqual([
    'client: AUTH PLAIN ***',
    `server: +OK 2 messages (${ONE.length + TWO.length} octets)`,
    'client: RETR 1',
    `server: +OK ${ONE.length} octets`,
    'client: DELE 2',
    'server: +OK message 2 marked as deleted',
    'client: QUIT',
    'note: 1 of 2 messages were removed.',
    'server: +OK Goodbye',
  ]);
});

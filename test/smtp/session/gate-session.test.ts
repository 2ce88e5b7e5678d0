import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../server/contract/reply.ts';
import type {
  BodyDefect,
  Credentials,
  MailCommand,
  MessageSink,
  RcptCommand,
  SignInAnswer,
} from '../../../server/smtp/engine/session-handler.ts';
import { GateSession } from '../../../server/smtp/session/gate-session.ts';
import { SessionWorld } from '../../helpers/session-world.ts';
import { addressOf, type WireSetup } from '../../helpers/wire-setup.ts';

/** A session as the engine drives it, past the greeting. */
interface Scene {
  readonly world: SessionWorld;
  readonly session: GateSession;
}

interface Client {
  readonly kind?: 'smtp' | 'msa';
  readonly ip?: string;
}

const U1: Credentials = { mechanism: 'PLAIN', login: 'u1@local.test', password: 'secret-1' };

async function scene(setup: WireSetup = {}, client: Client = {}): Promise<Scene> {
  const world = new SessionWorld(setup);
  return { world, session: await join(world, client) };
}

async function join(
  world: SessionWorld,
  { kind = 'smtp', ip = '192.0.2.9' }: Client = {},
): Promise<GateSession> {
  const session = new GateSession({ name: kind, kind, port: 25 }, ip, world.services);
  expect(await session.connected()).toBeNull();
  session.greeted('EHLO', 'client.test');
  return session;
}

const mail = (returnPath: string | null): MailCommand => ({
  returnPath: returnPath === null ? null : addressOf(returnPath),
  sizeBytes: null,
  body: '7BIT',
  smtpUtf8: false,
  dsnReturn: null,
  dsnEnvelopeId: null,
  localOnly: false,
});

const rcpt = (recipient: string): RcptCommand => ({
  recipient: recipient === 'postmaster' ? recipient : addressOf(recipient),
  dsn: { notify: [], originalRecipient: null },
});

const code = (reply: Reply | null): string | null => reply && `${String(reply.code)} ${reply.enhanced}`;

async function openData(session: GateSession): Promise<MessageSink> {
  const sink = await session.data();
  if ('code' in sink) throw new Error(`refused: ${sink.text}`);
  return sink;
}

async function send(
  session: GateSession,
  text: string,
  defects: readonly BodyDefect[] = [],
): Promise<string | null> {
  const sink = await openData(session);
  // One byte at a time: what is decided may not hang on where the chunks are cut.
  for (const byte of Buffer.from(text)) await sink.write(Buffer.of(byte));
  const reply = await sink.end(new Set(defects));
  session.transactionReset();
  return code(reply);
}

const HELLO = 'From: joe@ext.test\r\nSubject: hello\r\n\r\nHello.\r\n';

describe('a message', () => {
  test('is kept with its envelope and trace, and the session log says so', async () => {
    const { world, session } = await scene();
    expect(await session.mail(mail('joe@ext.test'))).toBeNull();
    expect(await session.rcpt(rcpt('u1@local.test'))).toBeNull();
    expect(await send(session, HELLO)).toBe('250 2.0.0');
    const [message] = world.store.messages;
    const { id = '', ...envelope } = message?.envelope ?? {};
    const traceHeader = message?.traceHeader ?? '';
    expect(id).toMatch(/^[a-z0-9]{18}$/);
    expect(traceHeader).toMatch(
      /^Return-Path: <joe@ext\.test>\r\nAuthentication-Results: mail\.local\.test;[^]+\r\nReceived: from client\.test \(/,
    );
    expect(envelope).toEqual({
      receivedAt: world.now,
      sessionId: session.sessionId,
      clientIp: '192.0.2.9',
      account: null,
      returnPath: addressOf('joe@ext.test'),
      deliveries: [{ kind: 'mailbox', accountId: 1, recipient: addressOf('u1@local.test') }],
      smtpUtf8: false,
      eightBit: false,
      dsnEnvelopeId: null,
      dsnReturn: null,
    });
    expect(message?.content).toBe(traceHeader + HELLO);
    await session.mail(mail('joe@ext.test'));
    await session.rcpt(rcpt('u1@local.test'));
    await send(session, HELLO);
    expect(world.sessions()[0]).toMatchObject({
      result: 'accepted',
      sender: 'joe@ext.test',
      messagesAccepted: 2,
      bytes: 2 * HELLO.length,
    });
  });

  test('loses the Return-Path: that its sender wrote, and nothing else', async () => {
    const { world, session } = await scene();
    await session.mail(mail('joe@ext.test'));
    await session.rcpt(rcpt('u1@local.test'));
    await send(session, `Return-Path: <ceo@local.test>\r\n${HELLO}Return-Path: in the body\r\n`);
    const content = world.store.messages[0]?.content ?? '';
    expect(content.match(/Return-Path:.*/g)).toEqual([
      'Return-Path: <joe@ext.test>',
      'Return-Path: in the body',
    ]);
  });

  test('cut off where a field that might be Return-Path: begins is kept to its last byte', async () => {
    const { world, session } = await scene();
    await session.mail(mail('joe@ext.test'));
    await session.rcpt(rcpt('u1@local.test'));
    await send(session, 'From: joe@ext.test\r\nReturn-P');
    expect(world.store.messages[0]?.content).toMatch(/\r\nFrom: joe@ext\.test\r\nReturn-P$/);
  });

  test('goes once to a mailbox that it is sent to by several names', async () => {
    const { world, session } = await scene();
    await session.mail(mail('joe@ext.test'));
    for (const name of ['u1', 'U1', 'sales', 'u1+tag', 'anything']) {
      expect(await session.rcpt(rcpt(`${name}@local.test`))).toBeNull();
    }
    await send(session, HELLO);
    expect(world.store.messages[0]?.envelope.deliveries).toEqual([
      { kind: 'mailbox', accountId: 1, recipient: addressOf('u1@local.test') },
    ]);
    expect(world.sessions()[0]?.recipientCount).toBe(5);
  });

  test('to <Postmaster> goes to the postmaster of the first local domain', async () => {
    const { world, session } = await scene({
      aliases: [{ pattern: 'postmaster@local.test', targets: ['u2@local.test'], membersMaySendAs: true }],
    });
    await session.mail(mail(null));
    expect(await session.rcpt(rcpt('postmaster'))).toBeNull();
    await send(session, HELLO);
    expect(world.store.messages[0]?.envelope.deliveries).toEqual([
      { kind: 'mailbox', accountId: 2, recipient: addressOf('postmaster@local.test') },
    ]);
  });

  test.each([
    ['to who asked for it', 'joe@ext.test', ['SUCCESS'], ['u1@local.test']],
    ['to who asked for failures only', 'joe@ext.test', ['FAILURE'], []],
    ['to who asked for nothing', 'joe@ext.test', [], []],
    ['to nobody where there is no sender', null, ['SUCCESS'], []],
  ] as const)('in a mailbox is reported %s', async (_who, returnPath, notify, told) => {
    const { world, session } = await scene();
    await session.mail(mail(returnPath));
    await session.rcpt({ ...rcpt('u1@local.test'), dsn: { notify, originalRecipient: null } });
    expect(world.toldDelivered).toEqual([]);
    await send(session, HELLO);
    expect(world.toldDelivered).toEqual(told);
  });

  test('that could not be stored is not reported as delivered', async () => {
    const { world, session } = await scene();
    world.store.fault = { at: 'commit', kind: 'disk-full' };
    await session.mail(mail('joe@ext.test'));
    await session.rcpt({ ...rcpt('u1@local.test'), dsn: { notify: ['SUCCESS'], originalRecipient: null } });
    await send(session, HELLO);
    expect(world.toldDelivered).toEqual([]);
  });

  test('whose client is gone before the dot is forgotten', async () => {
    const { world, session } = await scene();
    await session.mail(mail('joe@ext.test'));
    await session.rcpt(rcpt('u1@local.test'));
    const sink = await openData(session);
    await sink.write(Buffer.from('From: joe'));
    await sink.abort();
    session.closed();
    expect(world.store).toMatchObject({ messages: [], discarded: 1 });
    expect(world.sessions()[0]).toMatchObject({ result: 'closed', bytes: 9 });
  });

  test('with a defect is refused after the dot and forgotten', async () => {
    const { world, session } = await scene();
    await session.mail(mail('joe@ext.test'));
    await session.rcpt(rcpt('u1@local.test'));
    expect(await send(session, HELLO, ['bare-lf'])).toBe('550 5.6.11');
    expect(world.store).toMatchObject({ messages: [], discarded: 1 });
    expect(world.sessions()[0]).toMatchObject({
      result: 'blocked',
      refusal: { reason: 'Bare CR or LF', rule: null },
    });
  });

  test('that has passed more than a hundred servers is refused: it goes in circles', async () => {
    const { world, session } = await scene();
    const replies: (string | null)[] = [];
    for (const hops of [100, 101]) {
      await session.mail(mail('joe@ext.test'));
      await session.rcpt(rcpt('u1@local.test'));
      replies.push(await send(session, 'Received: from a by b\r\n'.repeat(hops) + HELLO));
    }
    expect(replies).toEqual(['250 2.0.0', '554 5.4.6']);
    expect(world.store).toMatchObject({ messages: [{}], discarded: 1 });
    expect(world.sessions()[0]).toMatchObject({ refusal: { reason: 'Mail loop', rule: null } });
  });

  test('without a body is judged by its whole header', async () => {
    const { session } = await scene({}, { kind: 'msa' });
    await session.signIn(U1);
    for (const [text, reply] of [
      ['From: u1@local.test', '250 2.0.0'],
      ['From: u2@local.test', '550 5.7.1'],
      ['r', '554 5.6.0'],
      ['', '554 5.6.0'],
    ] as const) {
      await session.mail(mail('u1@local.test'));
      await session.rcpt(rcpt('u2@local.test'));
      expect(await send(session, text === 'r' || text === '' ? text : `${text}\r\n`)).toBe(reply);
    }
  });
});

describe('when the store fails', () => {
  test.each([
    ['begin', 'disk-full', '452 4.3.1'],
    ['begin', 'unavailable', '451 4.3.0'],
    ['write', 'disk-full', '452 4.3.1'],
    ['write', 'unavailable', '451 4.3.0'],
    ['commit', 'disk-full', '452 4.3.1'],
    ['commit', 'unavailable', '451 4.3.0'],
    ['commit', 'bug', '451 4.3.0'],
  ] as const)(
    'at %s (%s) the message is deferred, never half accepted, and the next one is taken',
    async (at, kind, reply) => {
      const { world, session } = await scene();
      world.store.fault = { at, kind };
      await session.mail(mail('joe@ext.test'));
      await session.rcpt(rcpt('u1@local.test'));
      if (at === 'begin') {
        const answer = await session.data();
        expect('code' in answer && code(answer)).toBe(reply);
      } else {
        expect(await send(session, HELLO)).toBe(reply);
        expect(world.store.discarded).toBe(1);
      }
      expect(world.store.messages).toEqual([]);
      expect(world.errors).toHaveLength(1);
      expect(world.sessions()[0]).toMatchObject({
        result: 'deferred',
        refusal: { reason: 'Storage not available' },
      });
      world.store.fault = null;
      session.transactionReset();
      await session.mail(mail('joe@ext.test'));
      await session.rcpt(rcpt('u1@local.test'));
      expect(await send(session, HELLO)).toBe('250 2.0.0');
    },
  );
});

describe('signing in', () => {
  test('binds the session to the account', async () => {
    const { world, session } = await scene();
    expect(await session.signIn(U1)).toMatchObject({
      signedIn: true,
      reply: { code: 235, enhanced: '2.7.0' },
    });
    expect(world.sessions()[0]?.account).toBe('u1@local.test');
    expect(await session.mail(mail('u1@local.test'))).toBeNull();
  });

  test('sounds the same for a wrong password, an unknown account, a disabled one and a blocked network', async () => {
    const { world, session } = await scene({ disabled: ['u2'], dynamicScreen: { authFailures: 3 } });
    const attempts: Credentials[] = [
      { ...U1, password: 'wrong' },
      { ...U1, login: 'nobody@elsewhere.test' },
      { ...U1, login: 'u2@local.test', password: 'secret-2' },
      U1,
    ];
    const answers: SignInAnswer[] = [];
    for (const attempt of attempts) answers.push(await session.signIn(attempt));
    const [first] = answers;
    expect(first).toMatchObject({ signedIn: false, reply: { code: 535, enhanced: '5.7.8' } });
    expect(answers).toEqual([first, first, first, first]);
    expect(world.screen.list().map(({ network, sessionId }) => [network, sessionId])).toEqual([
      ['192.0.2.9', session.sessionId],
    ]);
  });

  test.each([
    ['the hash queue is full', 'busy' as const],
    ['the directory fails', new Error('disk I/O error')],
  ])('is put off when %s', async (_why, fault) => {
    const { world, session } = await scene();
    world.directory.signInFault = fault;
    expect(await session.signIn(U1)).toMatchObject({
      signedIn: false,
      reply: { code: 454, enhanced: '4.7.0' },
    });
    expect(world.sessions()[0]?.result).toBe('deferred');
    expect(world.errors).toEqual(fault === 'busy' ? [] : ['AUTH: Error: disk I/O error']);
  });

  test('repeats no login in the log that names no account: it may be a password', async () => {
    const { world, session } = await scene();
    await session.signIn({ mechanism: 'LOGIN', login: 'hunter2', password: 'hunter2' });
    expect(JSON.stringify(world.sessions())).not.toContain('hunter2');
  });

  test('is forgotten when TLS starts', async () => {
    const { world, session } = await scene();
    await session.signIn(U1);
    session.secured({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
    expect(code(await session.mail(mail('u1@local.test')))).toBe('530 5.7.0');
    expect(world.sessions()[0]).toMatchObject({ account: null, helo: null, tls: 'TLSv1.3' });
  });

  test('counts no longer once the account is disabled', async () => {
    const { world, session } = await scene();
    await session.signIn(U1);
    world.change({ disabled: ['u1'] });
    expect(code(await session.mail(mail('u1@local.test')))).toBe('530 5.7.0');
  });
});

describe('AUTH', () => {
  test.each<[string, WireSetup, Client, boolean, string]>([
    ['under TLS it is on offer', { plaintextAuth: false }, {}, true, 'offered'],
    ['without TLS it is not', { plaintextAuth: false }, {}, false, 'after-starttls'],
    ['from a network that may sign in without TLS it is', {}, { ip: '127.0.9.9' }, false, 'offered'],
    [
      'on the SMTP port it can be hidden',
      { options: { noAuthOnSmtpPort: { mode: 'enforce' } } },
      {},
      false,
      'hidden',
    ],
    [
      'and is then hidden under TLS too',
      { options: { noAuthOnSmtpPort: { mode: 'enforce' } } },
      {},
      true,
      'hidden',
    ],
    ['report mode hides nothing', { options: { noAuthOnSmtpPort: { mode: 'report' } } }, {}, true, 'offered'],
    [
      'a submission port never hides it',
      { options: { noAuthOnSmtpPort: { mode: 'enforce' } } },
      { kind: 'msa' },
      true,
      'offered',
    ],
  ])('%s', async (_sentence, setup, client, secured, offer) => {
    const { session } = await scene(setup, client);
    if (secured) session.secured({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
    expect(session.authOffer()).toBe(offer);
  });

  const probes = { options: { noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true } } } as const;

  test.each<[string, string, readonly string[]]>([
    ['a stranger who tries it is blocked', '192.0.2.9', ['192.0.2.9']],
    ['an IPv6 stranger by its /64', '2001:db8::9', ['2001:db8::/64']],
    ['a Trusted IP is dropped, not blocked', '127.0.2.9', []],
    ['so is this machine', '127.0.0.1', []],
  ])('%s', async (_sentence, ip, blocked) => {
    const { world, session } = await scene(probes, { ip });
    expect(code(session.authAttempted())).toBe('421 4.7.0');
    expect(world.screen.list().map(({ network }) => network)).toEqual(blocked);
    expect(world.sessions()[0]).toMatchObject({ result: 'blocked', refusal: { rule: 'noAuthOnSmtpPort' } });
  });

  test('hidden without the block it is left to the engine, and recorded', async () => {
    const { world, session } = await scene({ options: { noAuthOnSmtpPort: { mode: 'enforce' } } });
    expect(session.authAttempted()).toBeNull();
    expect(world.sessions()[0]).toMatchObject({ result: 'blocked', refusal: { rule: 'noAuthOnSmtpPort' } });
    expect(world.screen.list()).toEqual([]);
  });
});

describe('a connection', () => {
  test('is told to come back later while mail is paused; the session that runs goes on', async () => {
    const { world, session } = await scene();
    world.intake.close(null);
    const late = new GateSession({ name: 'smtp', kind: 'smtp', port: 25 }, '192.0.2.10', world.services);
    expect(code(await late.connected())).toBe('421 4.3.2');
    expect(world.log.session(late.sessionId)).toMatchObject({
      result: 'deferred',
      refusal: { reason: 'Paused', because: 'The administrator had paused accepting mail.' },
    });
    expect(await session.mail(mail('joe@remote.test'))).toBeNull();
    world.intake.open();
    await join(world);
  });

  test('from a screened network is refused in place of the greeting, and recorded', async () => {
    const { world } = await scene();
    world.screen.blockClient('192.0.2.66', 'tests', null);
    const refused = new GateSession({ name: 'smtp', kind: 'smtp', port: 25 }, '192.0.2.66', world.services);
    expect(code(await refused.connected())).toBe('421 4.7.0');
    refused.closed();
    expect(world.sessions()[0]).toMatchObject({ result: 'blocked', refusal: { rule: 'dynamicScreen' } });
    expect(world.screen.list()[0]?.hits).toBe(1);
  });

  test.each([
    ['from its network', 1, { sessionsPerNetwork: 1 }, '421 4.7.0'],
    ['in all', 10, { sessions: 10 }, '421 4.3.2'],
  ])('beyond the limit %s waits until another one has ended', async (_which, count, limits, reply) => {
    const world = new SessionWorld({ limits });
    const open: GateSession[] = [];
    for (let number = 0; number < count; number++) open.push(await join(world));
    const listener = { name: 'smtp', kind: 'smtp', port: 25 } as const;
    const early = new GateSession(listener, '192.0.2.9', world.services);
    expect(code(await early.connected())).toBe(reply);
    early.closed();
    open[0]?.closed();
    await join(world);
  });
});

describe('the white list', () => {
  test('counts a use only where the entry decided', async () => {
    const { world, session } = await scene({
      whiteList: [{ pattern: 'u*@local.test', comment: '', owner: '', expiresAt: null }],
    });
    await session.signIn(U1);
    await session.mail(mail('u1@local.test'));
    expect(world.directory.whiteListUses).toEqual([]);
    session.transactionReset();
    await session.mail(mail('u2@local.test'));
    expect(world.directory.whiteListUses).toEqual(['u*@local.test']);
    await session.rcpt(rcpt('u2@local.test'));
    expect(await send(session, 'From: u1@local.test, u2@local.test\r\n\r\n')).toBe('250 2.0.0');
    expect(world.directory.whiteListUses).toEqual(['u*@local.test', 'u*@local.test']);
  });
});

test('what fails inside is "not now" for the client and a cause in the error log', async () => {
  const { world, session } = await scene();
  world.change({ options: {} });
  Object.assign(world.services, {
    policy: () => {
      throw new Error('no snapshot');
    },
  });
  expect(code(await session.mail(mail('joe@ext.test')))).toBe('451 4.3.0');
  expect(code(await session.rcpt(rcpt('u1@local.test')))).toBe('451 4.3.0');
  expect(world.errors).toEqual(['MAIL: Error: no snapshot', 'RCPT: Error: RCPT outside a mail transaction']);
});

import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { startFakeMailHost, type Answer, type FakeAnswers } from '../helpers/fake-mail-host.ts';
import { sharingHost } from '../helpers/wire-setup.ts';
import { startWireServer, type WireServer, type WireSetup } from '../helpers/wire-server.ts';
import {
  MAIL_JOE,
  MAIL_U1,
  MAIL_U2,
  MUST_AUTH,
  OK,
  TO_U1,
  TO_U2,
  VECTORS,
  message,
  send,
} from './vectors.ts';

let server: WireServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function start(setup: WireSetup = {}): Promise<WireServer> {
  server = await startWireServer(setup);
  return server;
}

test.each(VECTORS)(
  '$row. $session',
  async ({ setup, place = 'remote', on = 'smtp', popLogin, signIn, say, hear, taken = 0 }) => {
    const running = await start(setup);
    if (popLogin !== undefined) {
      await (await running.openMailbox(popLogin.account)).command('QUIT');
      running.now += popLogin.minutesAgo * 60_000;
    }
    const client = await running.greet(on, place);
    if (signIn !== undefined) await running.signIn(client, signIn);
    const replies = await client.dialogue(...say);
    expect(replies.map((reply, line) => reply.slice(0, hear[line]?.length))).toEqual(hear);
    expect(running.store.messages).toHaveLength(taken);
  },
);

const hidden = { options: { noAuthOnSmtpPort: { mode: 'enforce' } } } as const;
const hiddenAndScreened = {
  options: { noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true } },
} as const;

describe('27. no-auth-on-smtp-port', () => {
  test('EHLO has no AUTH line', async () => {
    const client = await (await start(hidden)).connect('smtp', 'remote');
    await client.reply();
    expect(await client.command('EHLO client.test')).not.toMatch(/AUTH/i);
  });

  test('AUTH and a verb that nobody knows hear the same bytes', async () => {
    const client = await (await start(hidden)).greet('smtp', 'remote');
    const [auth, nonsense] = await client.dialogue('AUTH PLAIN AHUxAHBhc3M=', 'XYZZY PLAIN AHUxAHBhc3M=');
    expect(auth).toMatch(/^500 5\.5\.1 /);
    expect(auth).toBe(nonsense);
  });
});

test('28. screen-auth-probes: AUTH gets 421 and is closed; so is the next connection, on any port', async () => {
  const running = await start(hiddenAndScreened);
  const prober = await running.greet('smtp', 'remote');
  expect(await prober.command('AUTH PLAIN AHUxAHBhc3M=')).toMatch(/^421 4\.7\.0 /);
  await prober.closed;
  for (const listener of ['smtp', 'submission'] as const) {
    const again = await running.connect(listener, 'remote');
    expect(await again.reply()).toMatch(/^421 4\.7\.0 /);
    await again.closed;
  }
});

test('30. no-auth-on-smtp-port, U: MAIL u1 is told to use the submission port', async () => {
  const running = await start(hidden);
  const client = await running.greet('smtp', 'remote');
  const reply = await client.command(MAIL_U1);
  expect(reply).toMatch(/^530 5\.7\.0 /);
  expect(reply).toContain(String(running.ports.submission));
});

describe('34. u9@local.test lives on a sharing host', () => {
  const question = ['EHLO mail.local.test', 'MAIL FROM:<>', 'RCPT TO:<u9@local.test>'];
  test.each<[string, Answer, string]>([
    ['the host has it', '250 2.1.5 OK', OK],
    ['the host forwards it', '251 2.1.5 Will forward', OK],
    ['the host says no', '550 5.1.1 No such user', MUST_AUTH],
    ['the host does not know', '252 2.1.5 Perhaps', '451 4.4.3'],
    ['the host is busy', '450 4.3.0 Later', '451 4.4.3'],
    ['the host does not answer', null, '451 4.4.3'],
  ])('U: MAIL u9, %s', async (_answer, rcpt, hear) => {
    const { client, host } = await shareWith({ rcpt }, { sharingWaitMs: rcpt === null ? 200 : 5000 });
    expect(await client.command('MAIL FROM:<u9@local.test>')).toMatch(new RegExp(`^${hear}`));
    expect(host.told.slice(0, 3)).toEqual(question);
  });

  test('U: MAIL u9, nobody listens there', async () => {
    const { client, host } = await shareWith();
    await host.close();
    expect(await client.command('MAIL FROM:<u9@local.test>')).toMatch(/^451 4\.4\.3/);
  });

  test.each<[string, string, WireSetup, RegExp]>([
    [
      'U: MAIL u9, the option off',
      'MAIL FROM:<u9@local.test>',
      { options: { localSenderMustAuth: { unlessDomainSharing: false } } },
      /^530 5\.7\.0/,
    ],
    ['U: MAIL u1, which exists here', MAIL_U1, {}, /^530 5\.7\.0/],
    ['U: MAIL postmaster, which must sign in', 'MAIL FROM:<postmaster@local.test>', {}, /^530 5\.7\.0/],
    ['U: MAIL joe', MAIL_JOE, {}, /^250/],
  ])('%s: no query is sent', async (_session, mail, setup, hear) => {
    const { client, host } = await shareWith({}, setup);
    expect(await client.command(mail)).toMatch(hear);
    expect(host.connections()).toBe(0);
  });

  async function shareWith(answers: FakeAnswers = {}, setup: WireSetup = {}) {
    const host = await startFakeMailHost(answers);
    onTestFinished(() => host.close());
    const running = await start({ ...setup, sharingHosts: [sharingHost(host.port)] });
    return { host, client: await running.greet('smtp', 'remote') };
  }
});

describe('35. a rule in report mode: the message passes, the verdict row shows what the rule would have done', () => {
  test.each<[string, string | undefined, readonly string[]]>([
    ['localSenderMustAuth', undefined, send(MAIL_U1, 'From: u1@local.test')],
    ['roleAddressMustAuth', undefined, send('MAIL FROM:<abuse@local.test>', 'From: abuse@local.test')],
    ['returnPathMustMatch', 'u1', send(MAIL_U2, 'From: u1@local.test')],
    ['fromHeaderMustMatch', 'u1', send(MAIL_U1, 'From: u2@local.test')],
    ['popBeforeSmtp', 'u1', send(MAIL_U1, 'From: u1@local.test')],
  ] as const)('%s', async (rule, signIn, say) => {
    const running = await start({
      options: {
        localSenderMustAuth: { mode: rule === 'roleAddressMustAuth' ? 'off' : 'enforce' },
        [rule]: { mode: 'report', ...(rule === 'popBeforeSmtp' && { exemptAuthenticated: false }) },
      },
    });
    const client = await running.greet('smtp', 'remote');
    if (signIn !== undefined) await running.signIn(client, signIn);
    expect((await client.dialogue(...say)).at(-1)).toMatch(/^250 2\.0\.0/);
    const [session] = running.sessions();
    expect(session?.wouldHaveBlocked).toEqual([rule]);
    expect(session?.result).toBe('accepted');
    const findings = session?.verdicts.flatMap((verdict) => verdict.findings) ?? [];
    expect(findings).toContainEqual(expect.objectContaining({ rule, mode: 'report', result: 'violated' }));
  });

  test('localIpMustAuth', async () => {
    const running = await start({ options: { localIpMustAuth: { mode: 'report' } } });
    const client = await running.greet('smtp', 'local');
    const replies = await client.dialogue(MAIL_JOE, TO_U1, 'DATA', message('From: joe@ext.test'));
    expect(replies.at(-1)).toMatch(/^250 2\.0\.0/);
    expect(running.sessions()[0]?.wouldHaveBlocked).toEqual(['localIpMustAuth']);
  });

  test('noAuthOnSmtpPort', async () => {
    const running = await start({ options: { noAuthOnSmtpPort: { mode: 'report' } } });
    const client = await running.greet('smtp', 'remote');
    await running.signIn(client, 'u1');
    expect(running.sessions()[0]?.wouldHaveBlocked).toEqual(['noAuthOnSmtpPort']);
  });
});

describe('36. a toggle changed between MAIL and DATA', () => {
  test('this message keeps the old policy, the next has the new one', async () => {
    const running = await start();
    const client = await running.greet('smtp', 'remote');
    await running.signIn(client, 'u1');
    await client.dialogue(MAIL_U1, TO_U2);
    running.change({ options: { fromHeaderMustMatch: { mode: 'off' } } });
    const forged = ['DATA', message('From: u2@local.test')];
    expect((await client.dialogue(...forged)).at(-1)).toMatch(/^550 5\.7\.1/);
    expect((await client.dialogue(MAIL_U1, TO_U2, ...forged)).at(-1)).toMatch(/^250 2\.0\.0/);
    const revisions = running.sessions()[0]?.verdicts.map(({ policyRevision }) => policyRevision);
    expect(revisions?.slice(-6)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  test('a rule that is switched on does not refuse the message under way', async () => {
    const running = await start({ options: { fromHeaderMustMatch: { mode: 'off' } } });
    const client = await running.greet('smtp', 'remote');
    await running.signIn(client, 'u1');
    await client.dialogue(MAIL_U1, TO_U2);
    running.change({ options: { fromHeaderMustMatch: { mode: 'enforce' } } });
    const forged = ['DATA', message('From: u2@local.test')];
    expect((await client.dialogue(...forged)).at(-1)).toMatch(/^250 2\.0\.0/);
    expect((await client.dialogue(MAIL_U1, TO_U2, ...forged)).at(-1)).toMatch(/^550 5\.7\.1/);
  });
});

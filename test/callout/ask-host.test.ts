import { afterEach, describe, expect, test } from 'vitest';
import { askHost, type HostAnswer, type HostToAsk } from '../../server/callout/ask-host.ts';
import { within } from '../../server/callout/within.ts';
import { address } from '../helpers/directory-lists.ts';
import { startFakeMailHost, type FakeAnswers, type FakeMailHost } from '../helpers/fake-mail-host.ts';

const running: FakeMailHost[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.close()));
});

interface Asked {
  readonly answer: HostAnswer;
  readonly told: readonly string[];
  readonly transcript: readonly string[];
  readonly connections: number;
}

async function ask(
  answers: FakeAnswers,
  setting: Partial<HostToAsk> = {},
  recipient = 'u9@local.test',
  wholeMs = 5000,
): Promise<Asked> {
  const host = await startFakeMailHost(answers);
  running.push(host);
  const transcript: string[] = [];
  const answer = await within(wholeMs, (signal) =>
    askHost(
      { host: '127.0.0.1', port: host.port, tls: 'none', login: null, ...setting },
      address(recipient),
      {
        hostname: 'mail.local.test',
        resolve: (name) => Promise.resolve([name]),
        signal,
        transcribe: (line) => transcript.push(line),
      },
    ),
  );
  return { answer, told: host.told, transcript, connections: host.connections() };
}

const STARTTLS = { ehlo: ['250-fake.test', '250 STARTTLS'] };
const USUAL = ['EHLO mail.local.test', 'MAIL FROM:<>', 'RCPT TO:<u9@local.test>', 'RSET', 'QUIT'];

test('a question goes as far as RCPT, and no further', async () => {
  expect(await ask({})).toEqual({
    answer: { kind: 'found', reply: '250 2.1.5 OK' },
    told: USUAL,
    transcript: [
      'S: 220 fake.test ESMTP',
      'C: EHLO mail.local.test',
      'S: 250-fake.test',
      'S: 250 PIPELINING',
      'C: MAIL FROM:<>',
      'S: 250 2.1.0 OK',
      'C: RCPT TO:<u9@local.test>',
      'S: 250 2.1.5 OK',
      'C: RSET',
      'S: 250 2.0.0 OK',
      'C: QUIT',
      'S: 221 2.0.0 Bye',
    ],
    connections: 1,
  });
});

describe('the answer', () => {
  test.each<[string, FakeAnswers, HostAnswer]>([
    ['250 is found', { rcpt: '250 OK' }, { kind: 'found', reply: '250 OK' }],
    ['251 is found', { rcpt: '251 Will forward' }, { kind: 'found', reply: '251 Will forward' }],
    ['550 is not found', { rcpt: '550 5.1.1 No' }, { kind: 'not-found', reply: '550 5.1.1 No' }],
    ['553 is not found', { rcpt: '553 No' }, { kind: 'not-found', reply: '553 No' }],
    [
      'of several lines is one',
      { rcpt: ['550-No', '550 user'] },
      { kind: 'not-found', reply: '550 No user' },
    ],
    ['252 is an error', { rcpt: '252 Perhaps' }, error('it answered RCPT with 252 Perhaps')],
    ['354 is an error', { rcpt: '354 Go on' }, error('it answered RCPT with 354 Go on')],
    ['451 is an error', { rcpt: '451 4.3.0 Later' }, error('it answered RCPT with 451 4.3.0 Later')],
    ['421 is an error', { rcpt: '421 Busy' }, error('it answered RCPT with 421 Busy')],
    ['530 to MAIL is an error', { mail: '530 5.7.0 No' }, error('it answered MAIL with 530 5.7.0 No')],
    ['550 to MAIL is an error', { mail: '550 No' }, error('it answered MAIL with 550 No')],
    ['502 to EHLO is an error', { ehlo: '502 What' }, error('it answered EHLO with 502 What')],
    ['421 as greeting is an error', { greeting: '421 4.7.0 Go' }, error('it greeted with 421 4.7.0 Go')],
    ['554 as greeting is an error', { greeting: '554 No' }, error('it greeted with 554 No')],
    ['a web server is an error', { greeting: 'HTTP/1.1 400 Bad' }, error('it does not speak SMTP')],
    ['a mixed-up reply is an error', { rcpt: ['250-a', '550 b'] }, error('it sent a mixed-up reply')],
    ['a hang-up is an error', { rcpt: 'close' }, error('it closed the connection')],
    [
      'a line without end is an error',
      { greeting: `220 ${'x'.repeat(5000)}` },
      error('it does not speak SMTP'),
    ],
  ])('%s', async (_sentence, answers, answer) => {
    expect((await ask(answers)).answer).toEqual(answer);
  });

  test.each<[string, FakeAnswers]>([
    ['at the greeting', { greeting: null }],
    ['at RCPT', { rcpt: null }],
  ])('silence %s is an error', async (_where, answers) => {
    expect((await ask(answers, {}, 'u9@local.test', 100)).answer).toEqual(error('no answer within 0.1 s'));
  });

  test('a farewell that is not answered changes nothing', async () => {
    const { answer } = await ask({ other: null }, {}, 'u9@local.test', 100);
    expect(answer).toEqual({ kind: 'found', reply: '250 2.1.5 OK' });
  });

  test('a port on which nobody listens is an error', async () => {
    const host = await startFakeMailHost();
    await host.close();
    const answer = await within(5000, (signal) =>
      askHost({ host: '127.0.0.1', port: host.port, tls: 'none', login: null }, address('u9@local.test'), {
        hostname: 'mail.local.test',
        resolve: () => Promise.reject(new Error('not asked')),
        signal,
      }),
    );
    expect(answer).toEqual(error(`connect ECONNREFUSED 127.0.0.1:${String(host.port)}`));
  });

  test.each<[string, () => Promise<readonly string[]>, string]>([
    ['cannot be found', () => Promise.reject(new Error('SERVFAIL')), 'the address of a.test cannot be found'],
    ['has none', () => Promise.resolve([]), 'a.test has no address'],
  ])('a host whose address %s is an error', async (_what, resolve, reason) => {
    const answer = await within(5000, (signal) =>
      askHost({ host: 'a.test', port: 25, tls: 'none', login: null }, address('u9@local.test'), {
        hostname: 'mail.local.test',
        resolve,
        signal,
      }),
    );
    expect(answer).toEqual(error(reason));
  });
});

describe('TLS', () => {
  const SECURED = ['EHLO mail.local.test', 'STARTTLS', '(TLS)', ...USUAL];
  test.each<[string, HostToAsk['tls'], FakeAnswers, HostAnswer['kind'], readonly string[]]>([
    ['none: is not asked for', 'none', STARTTLS, 'found', USUAL],
    ['opportunistic: is used where it is offered', 'opportunistic', STARTTLS, 'found', SECURED],
    ['opportunistic: is done without where it is not', 'opportunistic', {}, 'found', USUAL],
    [
      'opportunistic: is done without where the host is not ready',
      'opportunistic',
      { ...STARTTLS, startTls: '454 4.7.0 Not now' },
      'found',
      ['EHLO mail.local.test', 'STARTTLS', ...USUAL.slice(1)],
    ],
    [
      'opportunistic: is done without where the handshake fails',
      'opportunistic',
      { ...STARTTLS, brokenTls: true },
      'found',
      ['EHLO mail.local.test', 'STARTTLS', ...USUAL],
    ],
    ['required: is used', 'required', STARTTLS, 'found', SECURED],
    ['required: nothing is said where it is not offered', 'required', {}, 'error', ['EHLO mail.local.test']],
    [
      'required: nothing is said where the host is not ready',
      'required',
      { ...STARTTLS, startTls: '454 4.7.0 Not now' },
      'error',
      ['EHLO mail.local.test', 'STARTTLS'],
    ],
    [
      'required: nothing is said where the handshake fails',
      'required',
      { ...STARTTLS, brokenTls: true },
      'error',
      ['EHLO mail.local.test', 'STARTTLS'],
    ],
    [
      'what is said between STARTTLS and the handshake is no answer',
      'required',
      { ...STARTTLS, startTls: ['220 Go ahead', '250 Injected'] },
      'error',
      ['EHLO mail.local.test', 'STARTTLS'],
    ],
  ])('%s', async (_sentence, tls, answers, kind, told) => {
    const asked = await ask(answers, { tls });
    expect([asked.answer.kind, asked.told.filter((line) => line !== '(TLS)' || kind === 'found')]).toEqual([
      kind,
      told,
    ]);
  });
});

describe('the login', () => {
  const login = { user: 'office', password: 'not-for-logs' };
  const PLAIN = Buffer.from('\0office\0not-for-logs').toString('base64');
  const AUTH = { ehlo: ['250-fake.test', '250 AUTH PLAIN LOGIN'] };

  test('is sent by AUTH PLAIN, and to no transcript', async () => {
    const asked = await ask({ ...AUTH, auth: `235 Welcome, ${PLAIN}` }, { login });
    expect(asked.answer.kind).toBe('found');
    expect(asked.told.slice(0, 3)).toEqual(['EHLO mail.local.test', `AUTH PLAIN ${PLAIN}`, 'MAIL FROM:<>']);
    expect(asked.transcript.slice(4, 6)).toEqual(['C: AUTH PLAIN ***', 'S: 235']);
    expect(asked.transcript.join('\n')).not.toContain(PLAIN);
  });

  test('is sent by AUTH LOGIN where that alone is offered', async () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const asked = await ask(
      { ehlo: ['250-fake.test', '250 AUTH LOGIN'], auth: '334 VXNlcm5hbWU6', other: '334 UGFzc3dvcmQ6' },
      { login },
    );
    expect(asked.told).toEqual([
      'EHLO mail.local.test',
      'AUTH LOGIN',
      base64('office'),
      base64('not-for-logs'),
    ]);
    expect(asked.transcript.join('\n')).not.toContain(base64('not-for-logs'));
    expect(asked.answer).toEqual(error('it refused the login with 334'));
  });

  test('that is refused is an error that tells nothing of it', async () => {
    const { answer } = await ask({ ...AUTH, auth: `535 5.7.8 ${PLAIN}?` }, { login });
    expect(answer).toEqual(error('it refused the login with 535'));
  });

  test('needs AUTH on offer', async () => {
    expect((await ask({}, { login })).answer).toEqual(error('it offers no AUTH PLAIN or LOGIN'));
  });
});

describe('extensions', () => {
  test('a Gatepost is asked not to ask others', async () => {
    const { told } = await ask({ ehlo: ['250-fake.test', '250-SIZE 10', '250 XLOCALONLY'] });
    expect(told[1]).toBe('MAIL FROM:<> XLOCALONLY');
  });

  test('an address beyond ASCII needs SMTPUTF8', async () => {
    const { told } = await ask({ ehlo: ['250-fake.test', '250 SMTPUTF8'] }, {}, 'jürgen@local.test');
    expect(told.slice(1, 3)).toEqual(['MAIL FROM:<> SMTPUTF8', 'RCPT TO:<jürgen@local.test>']);
  });

  test('a host without SMTPUTF8 cannot have one', async () => {
    const { told, answer } = await ask({}, {}, 'jürgen@local.test');
    expect(told).toEqual(['EHLO mail.local.test', 'RSET', 'QUIT']);
    expect(answer).toEqual({
      kind: 'not-found',
      reply: 'it offers no SMTPUTF8, which the address needs',
    });
  });
});

function error(reason: string): HostAnswer {
  return { kind: 'error', reason };
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { base64, plainResponse } from '../helpers/smtp-client.ts';
import {
  startWireServer,
  type ListenerName,
  type WireServer,
  type WireSetup,
} from '../helpers/wire-server.ts';

/**
 * AUTH in every odd form, in every standing that AUTH can have: no part of a password, and none of what encodes
 * it, may be found in a transcript, a verdict, a summary, an error or on the console.
 */
const PASSWORD = 'Zebra+Quagga/7731';
const LOGIN = 'u1@local.test';
const PLAIN = plainResponse(LOGIN, PASSWORD);
const [NAME_64, PASSWORD_64] = [base64(LOGIN), base64(PASSWORD)];
/** What may not be found: each piece of eight characters of each of these. */
const SECRETS = [
  PASSWORD,
  PLAIN,
  NAME_64,
  PASSWORD_64,
  plainResponse(PASSWORD, PASSWORD),
  PLAIN.toLowerCase(),
];

const line = (...lines: readonly string[]): string => lines.map((text) => `${text}\r\n`).join('');

/** What a client sends behind its EHLO, all at once. */
const FORMS: readonly (readonly [form: string, bytes: string])[] = [
  ['PLAIN with its response', line(`AUTH PLAIN ${PLAIN}`)],
  ['PLAIN, the response on a line of its own', line('AUTH PLAIN', PLAIN)],
  ['PLAIN, acting for another', line(`AUTH PLAIN ${plainResponse(LOGIN, PASSWORD, 'ceo@local.test')}`)],
  ['PLAIN, the password in the place of the login', line(`AUTH PLAIN ${plainResponse(PASSWORD, PASSWORD)}`)],
  ['PLAIN, then cancelled', line('AUTH PLAIN', '*', PLAIN)],
  ['PLAIN, the response twice', line(`AUTH PLAIN ${PLAIN} ${PLAIN}`)],
  ['PLAIN, sent again and again', line(...Array<string>(4).fill(`AUTH PLAIN ${PLAIN}`))],
  ['PLAIN, the response in the clear', line(`AUTH PLAIN ${LOGIN} ${PASSWORD}`)],
  ['PLAIN, not base64', line(`AUTH PLAIN !${PLAIN}!`)],
  ['PLAIN, cut base64', line(`AUTH PLAIN ${PLAIN.slice(0, -3)}`)],
  ['PLAIN, behind an empty response', line(`AUTH PLAIN =`, PLAIN)],
  ['LOGIN, name and password on their lines', line('AUTH LOGIN', NAME_64, PASSWORD_64)],
  ['LOGIN with the name as initial response', line(`AUTH LOGIN ${NAME_64}`, PASSWORD_64)],
  ['LOGIN, name and password in one line', line(`AUTH LOGIN ${NAME_64} ${PASSWORD_64}`)],
  ['LOGIN, in the clear', line('AUTH LOGIN', LOGIN, PASSWORD)],
  ['LOGIN, the password first', line('AUTH LOGIN', PASSWORD_64, NAME_64)],
  ['LOGIN, cancelled in the middle', line('AUTH LOGIN', NAME_64, '*', PASSWORD_64)],
  ['LOGIN, a line too many', line('AUTH LOGIN', NAME_64, PASSWORD_64, PASSWORD_64)],
  ['LOGIN, twice over', line('AUTH LOGIN', NAME_64, PASSWORD_64, 'AUTH LOGIN', NAME_64, PASSWORD_64)],
  ['lower case', line(`auth plain ${PLAIN}`)],
  ['mixed case', line(`aUtH pLaIn ${PLAIN}`)],
  ['a tab in place of the blank', line(`AUTH\tPLAIN\t${PLAIN}`)],
  ['blanks in front', line(`  AUTH PLAIN ${PLAIN}`)],
  ['blanks behind', line(`AUTH PLAIN ${PLAIN}  `)],
  ['NUL in front', line(`\0AUTH PLAIN ${PLAIN}`)],
  ['no blank after the verb', line(`AUTHPLAIN ${PLAIN}`)],
  ['an equals sign', line(`AUTH=PLAIN ${PLAIN}`)],
  ['the response without mechanism', line(`AUTH ${PLAIN}`)],
  ['an unknown mechanism', line(`AUTH XSECRET ${PLAIN}`)],
  ['CRAM-MD5 with a response', line(`AUTH CRAM-MD5 ${PLAIN}`, PASSWORD_64)],
  ['XOAUTH2', line(`AUTH XOAUTH2 ${base64(`user=${LOGIN}\x01auth=Bearer ${PASSWORD}\x01\x01`)}`)],
  ['8-bit bytes within', line(`AUTH PLAIN \u00e9${PLAIN}`)],
  ['a bare LF at its end', `AUTH PLAIN ${PLAIN}\nNOOP\r\n`],
  ['a bare CR within', line(`AUTH PLAIN\r${PLAIN}`)],
  ['too long a line', line(`AUTH PLAIN ${PLAIN}${'A'.repeat(13_000)}`)],
  ['too long a response', line('AUTH PLAIN', `${PLAIN}${'A'.repeat(13_000)}`)],
  ['before EHLO is repeated', line('RSET', `AUTH PLAIN ${PLAIN}`, 'EHLO again.test')],
  ['in a transaction', line('MAIL FROM:<joe@ext.test>', `AUTH PLAIN ${PLAIN}`, PLAIN)],
  ['in a transaction, LOGIN', line('MAIL FROM:<joe@ext.test>', 'AUTH LOGIN', NAME_64, PASSWORD_64)],
  ['pipelined with more commands', line('NOOP', `AUTH PLAIN ${PLAIN}`, 'NOOP', 'RSET')],
  ['behind STARTTLS in the clear', line('STARTTLS', `AUTH PLAIN ${PLAIN}`)],
  ['the connection ends in the middle', `AUTH PLAIN ${PLAIN}`],
  ['the connection ends before the password', line('AUTH LOGIN', NAME_64) + PASSWORD_64],
  ['credentials without AUTH', line(NAME_64, PASSWORD_64)],
  ['the response without AUTH', line(PLAIN)],
];

interface Standing {
  readonly name: string;
  readonly listener: ListenerName;
  readonly setup: WireSetup;
  readonly greeted: boolean;
}

const hidden = { noAuthOnSmtpPort: { mode: 'enforce' } } as const;
const screened = { noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true } } as const;
const STANDINGS: readonly Standing[] = [
  { name: 'AUTH is on offer', listener: 'smtp', setup: {}, greeted: true },
  { name: 'the client has not said EHLO', listener: 'smtp', setup: {}, greeted: false },
  { name: 'AUTH needs TLS first', listener: 'submission', setup: { plaintextAuth: false }, greeted: true },
  { name: 'AUTH under TLS', listener: 'submissions', setup: { plaintextAuth: false }, greeted: true },
  { name: 'AUTH is hidden', listener: 'smtp', setup: { options: hidden }, greeted: true },
  { name: 'AUTH is hidden, before EHLO', listener: 'smtp', setup: { options: hidden }, greeted: false },
  { name: 'AUTH is a probe', listener: 'smtp', setup: { options: screened }, greeted: true },
  { name: 'a wrong password', listener: 'submission', setup: { password: 'another one' }, greeted: true },
  { name: 'the account is disabled', listener: 'submission', setup: { disabled: ['u1'] }, greeted: true },
];

function pieces(secret: string): string[] {
  return Array.from({ length: secret.length - 7 }, (_, start) => secret.slice(start, start + 8));
}
const NEEDLES = [...new Set(SECRETS.flatMap(pieces))];
const found = (text: string): string[] => NEEDLES.filter((needle) => text.includes(needle));

describe.each(STANDINGS)('when $name, no secret is written down of', ({ listener, setup, greeted }) => {
  let server: WireServer;
  let written: string[];
  beforeAll(async () => {
    const noisy = { dynamicScreen: { authFailures: 1000 }, password: PASSWORD };
    server = await startWireServer({ ...noisy, ...setup });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    written = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each(FORMS)('%s', async (_form, bytes) => {
    server.screen.unblock('127.0.9.9');
    const client = await server.connect(listener, 'remote');
    await client.reply();
    if (greeted) await client.command('EHLO client.test');
    client.send(bytes);
    // Behind STARTTLS the server waits for a handshake; everywhere else it answers to the last byte.
    if (bytes.startsWith('STARTTLS')) {
      await client.reply();
      client.reset();
    } else {
      client.end();
    }
    await client.closed;
    const session = await server.sessionEnded();
    expect(session.transcript).not.toEqual([]);
    expect(found(JSON.stringify(session))).toEqual([]);
    expect(found(JSON.stringify(server.errors))).toEqual([]);
    expect(found(written.join(''))).toEqual([]);
  });
});

test('the check finds a secret where there is one', () => {
  expect(found(`C: AUTH PLAIN ${PLAIN}`)).not.toEqual([]);
  expect(found(`password ${PASSWORD}`)).not.toEqual([]);
});

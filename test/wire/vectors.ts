import type { ClientPlace, WireSetup } from '../helpers/wire-server.ts';

/**
 * What each option means, session by session. U is a client that did not sign in, A(u1) one that signed in as
 * u1@local.test. sales@ is an exact alias of u1, *@local.test a wildcard alias to u1, gw.test a gateway domain;
 * the client is remote and on port 25, and every option has its default, unless a row says otherwise.
 */
export interface Vector {
  /** The row it stands in, of 1 to 36. */
  readonly row: string;
  readonly session: string;
  readonly setup?: WireSetup;
  readonly place?: ClientPlace;
  readonly on?: 'smtp' | 'submission';
  /** An account that opened its mailbox by POP3, and how many minutes ago. */
  readonly popLogin?: { readonly account: string; readonly minutesAgo: number };
  readonly signIn?: string;
  readonly say: readonly string[];
  /** Reply code and enhanced status code of each line in turn. */
  readonly hear: readonly string[];
  /** Messages taken; 0 unless said. */
  readonly taken?: number;
}

export const OK = '250 2.1.0';
const RCPT_OK = '250 2.1.5';
const GO_AHEAD = '354';
const QUEUED = '250 2.0.0';
export const MUST_AUTH = '530 5.7.0';
const MISMATCH = '550 5.7.1';
export const MAIL_U1 = 'MAIL FROM:<u1@local.test>';
export const MAIL_U2 = 'MAIL FROM:<u2@local.test>';
export const MAIL_JOE = 'MAIL FROM:<joe@ext.test>';
export const TO_U1 = 'RCPT TO:<u1@local.test>';
export const TO_U2 = 'RCPT TO:<u2@local.test>';
const TO_JOE = 'RCPT TO:<joe@ext.test>';

/** A whole message and its dot, given its header lines. */
export const message = (...header: readonly string[]): string => [...header, '', 'Hello.', '.'].join('\r\n');
const accepted = [OK, RCPT_OK, GO_AHEAD, QUEUED];
const afterTheDot = (reply: string): readonly string[] => [OK, RCPT_OK, GO_AHEAD, reply];
export const send = (mail: string, ...header: readonly string[]): readonly string[] => [
  mail,
  TO_U2,
  'DATA',
  message(...header),
];
const toLocal = { options: { localSenderMustAuth: { unlessToLocalAccount: true } } } as const;
const popFirst = (exemptAuthenticated: boolean) =>
  ({ options: { popBeforeSmtp: { mode: 'enforce', minutes: 30, exemptAuthenticated } } }) as const;
const postmasterOf = (account: string): WireSetup => ({
  aliases: [{ pattern: 'postmaster@local.test', targets: [account], membersMaySendAs: true }],
});

export const VECTORS: readonly Vector[] = [
  { row: '1', session: 'U: MAIL u1@local.test', say: [MAIL_U1], hear: [MUST_AUTH] },
  {
    row: '2',
    session: 'U: MAIL nobody@local.test, which does not exist',
    say: ['MAIL FROM:<nobody@local.test>'],
    hear: [MUST_AUTH],
  },
  {
    row: '3',
    session: 'U: MAIL joe@ext.test to u1',
    say: [MAIL_JOE, TO_U1, 'DATA', message('From: joe@ext.test')],
    hear: accepted,
    taken: 1,
  },
  {
    row: '4',
    session: 'U: MAIL joe@ext.test to j2@ext.test',
    say: [MAIL_JOE, 'RCPT TO:<j2@ext.test>'],
    hear: [OK, MISMATCH],
  },
  {
    row: '5',
    session: 'U: MAIL <> to u1',
    say: ['MAIL FROM:<>', TO_U1, 'DATA', message('From: MAILER-DAEMON@ext.test')],
    hear: accepted,
    taken: 1,
  },
  {
    row: '6',
    session: 'U, unlessToLocalAccount: MAIL u1 to u2 and to joe@ext.test',
    setup: toLocal,
    say: [MAIL_U1, TO_U2, TO_JOE],
    hear: [OK, RCPT_OK, MUST_AUTH],
  },
  {
    row: '7',
    session: 'U, unlessToLocalAccount: MAIL postmaster@local.test',
    setup: toLocal,
    say: ['MAIL FROM:<postmaster@local.test>'],
    hear: [MUST_AUTH],
  },
  {
    row: '8',
    session: 'U, local IP that is not trusted: MAIL joe@ext.test',
    place: 'local',
    say: [MAIL_JOE],
    hear: [MUST_AUTH],
  },
  {
    row: '9',
    session: 'U, local IP that is trusted: MAIL joe@ext.test to u1',
    place: 'trusted',
    say: [MAIL_JOE, TO_U1, 'DATA', message('From: joe@ext.test')],
    hear: accepted,
    taken: 1,
  },
  {
    row: '10',
    session: 'U, local IP that is trusted: MAIL u1',
    place: 'trusted',
    say: [MAIL_U1],
    hear: [MUST_AUTH],
  },
  {
    row: '10',
    session: 'U, local IP that is trusted, unlessTrustedIp: MAIL u1',
    setup: { options: { localSenderMustAuth: { unlessTrustedIp: true } } },
    place: 'trusted',
    say: [MAIL_U1, TO_U2, 'DATA', message('From: u1@local.test')],
    hear: accepted,
    taken: 1,
  },
  {
    row: '11',
    session: 'U, local IP that is not trusted, unlessToLocalAccount: MAIL u1',
    setup: toLocal,
    place: 'local',
    say: [MAIL_U1],
    hear: [MUST_AUTH],
  },
  {
    row: '12',
    session: 'U, local IP that is not trusted: MAIL <>',
    place: 'local',
    say: ['MAIL FROM:<>'],
    hear: [MUST_AUTH],
  },
  {
    row: '13',
    session: 'A(u1): MAIL u1, From: u1',
    signIn: 'u1',
    say: send(MAIL_U1, 'From: u1@local.test'),
    hear: accepted,
    taken: 1,
  },
  { row: '14', session: 'A(u1): MAIL u2', signIn: 'u1', say: [MAIL_U2], hear: [MISMATCH] },
  {
    row: '15',
    session: 'A(u1): MAIL u1, From: u2',
    signIn: 'u1',
    say: send(MAIL_U1, 'From: u2@local.test'),
    hear: afterTheDot(MISMATCH),
  },
  {
    row: '16',
    session: 'A(u1), white list u2@: MAIL u2, From: u2',
    setup: { whiteList: [{ pattern: 'u2@local.test', comment: '', owner: '', expiresAt: null }] },
    signIn: 'u1',
    say: send(MAIL_U2, 'From: u2@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '17',
    session: 'A(u1), white list bulk@: MAIL bulk@, From: ceo@',
    setup: { whiteList: [{ pattern: 'bulk@local.test', comment: '', owner: '', expiresAt: null }] },
    signIn: 'u1',
    say: send('MAIL FROM:<bulk@local.test>', 'From: ceo@local.test'),
    hear: afterTheDot(MISMATCH),
  },
  {
    row: '18',
    session: 'A(u1), returnPathMustMatch off: MAIL u2, From: u1',
    setup: { options: { returnPathMustMatch: { mode: 'off' } } },
    signIn: 'u1',
    say: send(MAIL_U2, 'From: u1@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '19',
    session: 'A(u1): MAIL sales@, an alias of u1',
    signIn: 'u1',
    say: send('MAIL FROM:<sales@local.test>', 'From: sales@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '20',
    session: 'A(u1): MAIL u2, which the wildcard alias to u1 covers',
    signIn: 'u1',
    say: [MAIL_U2, 'MAIL FROM:<anyone@local.test>'],
    hear: [MISMATCH, MISMATCH],
  },
  {
    row: '21',
    session: 'A(u1): MAIL u1+x@, From: sales+y@',
    signIn: 'u1',
    say: send('MAIL FROM:<u1+x@local.test>', 'From: sales+y@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '22',
    session: 'A(u1): MAIL <>, From: u1',
    signIn: 'u1',
    say: send('MAIL FROM:<>', 'From: u1@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '22',
    session: 'A(u1): MAIL <>, From: u2',
    signIn: 'u1',
    say: send('MAIL FROM:<>', 'From: u2@local.test'),
    hear: afterTheDot(MISMATCH),
  },
  {
    row: '23',
    session: 'A(u1): MAIL any@gw.test, From: the same',
    signIn: 'u1',
    say: send('MAIL FROM:<any@gw.test>', 'From: any@gw.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '23',
    session: 'A(u1), gateway exemption off: MAIL any@gw.test',
    setup: { options: { gatewaysExemptFromMatch: false } },
    signIn: 'u1',
    say: ['MAIL FROM:<any@gw.test>'],
    hear: [MISMATCH],
  },
  {
    row: '24',
    session: 'A(u1): From: u1 and u2 in one field',
    signIn: 'u1',
    say: send(MAIL_U1, 'From: u1@local.test, u2@local.test'),
    hear: afterTheDot(MISMATCH),
  },
  {
    row: '24',
    session: 'A(u1): two From: fields',
    signIn: 'u1',
    say: send(MAIL_U1, 'From: u1@local.test', 'From: u1@local.test'),
    hear: afterTheDot('554 5.6.0'),
  },
  {
    row: '24',
    session: 'A(u1): no From: field',
    signIn: 'u1',
    say: send(MAIL_U1, 'Subject: nobody'),
    hear: afterTheDot('554 5.6.0'),
  },
  {
    row: '25',
    session: 'A(u1): MAIL postmaster@, an alias of u1',
    setup: postmasterOf('u1@local.test'),
    signIn: 'u1',
    say: send('MAIL FROM:<postmaster@local.test>', 'From: postmaster@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '25',
    session: 'A(u1): MAIL postmaster@, an alias of u2',
    setup: postmasterOf('u2@local.test'),
    signIn: 'u1',
    say: ['MAIL FROM:<postmaster@local.test>'],
    hear: [MISMATCH],
  },
  ...(['remote', 'local', 'trusted'] as const).map((place) => ({
    row: '26',
    session: `U on 587 from a ${place} IP: MAIL anything`,
    place,
    on: 'submission' as const,
    say: [MAIL_JOE, 'MAIL FROM:<>', MAIL_U1],
    hear: [MUST_AUTH, MUST_AUTH, MUST_AUTH],
  })),
  {
    row: '29',
    session: 'no-auth-on-smtp-port and screen-auth-probes, on 587: AUTH, MAIL u1',
    setup: { options: { noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true } } },
    on: 'submission',
    signIn: 'u1',
    say: send(MAIL_U1, 'From: u1@local.test'),
    hear: accepted,
    taken: 1,
  },
  {
    row: '31',
    session: 'U: MAIL joe@ext.test, then AUTH; the transaction is unharmed',
    say: [MAIL_JOE, 'AUTH PLAIN', TO_U1, 'DATA', message('From: joe@ext.test')],
    hear: [OK, '503 5.5.1', RCPT_OK, GO_AHEAD, QUEUED],
    taken: 1,
  },
  {
    row: '32',
    session: 'pop-before-smtp 30 min, exemptAuthenticated off, A(u1), no mailbox login',
    setup: popFirst(false),
    signIn: 'u1',
    say: [MAIL_U1],
    hear: [MUST_AUTH],
  },
  {
    row: '32',
    session: 'the same, 29 minutes after a POP3 login',
    setup: popFirst(false),
    popLogin: { account: 'u1', minutesAgo: 29 },
    signIn: 'u1',
    say: [MAIL_U1],
    hear: [OK],
  },
  {
    row: '32',
    session: 'the same, 31 minutes after a POP3 login',
    setup: popFirst(false),
    popLogin: { account: 'u1', minutesAgo: 31 },
    signIn: 'u1',
    say: [MAIL_U1],
    hear: [MUST_AUTH],
  },
  {
    row: '33',
    session: 'the same without a mailbox login, exemptAuthenticated on',
    setup: popFirst(true),
    signIn: 'u1',
    say: [MAIL_U1],
    hear: [OK],
  },
];

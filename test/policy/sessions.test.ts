import { describe, expect, test } from 'vitest';
import type { Ownership } from '../../server/contract/directory.ts';
import type { AddressClaim, MailFacts, RecipientFacts } from '../../server/contract/facts.ts';
import type { OptionSettings } from '../../server/contract/settings.ts';
import { judgeHeader } from '../../server/policy/judge-header.ts';
import { judgeMail } from '../../server/policy/judge-mail.ts';
import { judgeRecipient } from '../../server/policy/judge-recipient.ts';
import {
  claimOn,
  fromLocal,
  GATEWAY_SENDER,
  headerFacts,
  LOCAL_CLIENT,
  mailFacts,
  MISSING_SENDER,
  NOT_OWNED,
  optionsWith,
  recipientFacts,
  TRUSTED_CLIENT,
  U1,
} from './base-facts.ts';

/**
 * Whole sessions, as an administrator would tell them. `local.test` is local with u1 and u2, `gw.test` a gateway
 * domain, the client remote and on port 25, the options the defaults, unless a row says otherwise.
 */
interface Session {
  readonly mail: MailFacts;
  readonly options?: OptionSettings;
  readonly recipients?: readonly (readonly [string, RecipientFacts['destination']])[];
  readonly from?: readonly AddressClaim[] | 'unreadable';
}

/** The code of each step up to the refusal of MAIL: `MAIL 250`, `RCPT 530`, `DATA 250`. */
function play({ mail, options = optionsWith(), recipients = [], from }: Session): readonly string[] {
  const mailVerdict = judgeMail(mail, options);
  const codes = [`MAIL ${String(mailVerdict.refusal?.reply.code ?? 250)}`];
  if (mailVerdict.refusal) return codes;
  for (const [recipient, destination] of recipients) {
    const { refusal } = judgeRecipient(recipientFacts(recipient, destination, mail), options);
    codes.push(`RCPT ${String(refusal?.reply.code ?? 250)}`);
  }
  if (from === undefined) return codes;
  const facts =
    from === 'unreadable'
      ? headerFacts([], { mail, from: { kind: 'unreadable', because: 'There is no From: field.' } })
      : headerFacts(from, { mail });
  const { refusal } = judgeHeader(facts, options);
  return [...codes, `DATA ${refusal ? `${String(refusal.reply.code)} ${refusal.reply.enhanced}` : '250'}`];
}

const PRIMARY: Ownership = { kind: 'primary' };
const ALIAS: Ownership = { kind: 'alias', alias: 'sales@local.test' };
const WILDCARD: Ownership = { kind: 'not-owned', reason: 'wildcard-alias' };
const u1 = claimOn('u1@local.test', { ownership: PRIMARY });
const u2 = claimOn('u2@local.test');
const listed = (text: string) =>
  claimOn(text, { whiteListEntry: { pattern: text, comment: '', owner: '', expiresAt: null } });
const gateway = claimOn('any@gw.test', { gateway: { domain: 'gw.test', accountMaySend: true } });

const signedIn = (claim: AddressClaim, change: Partial<MailFacts> = {}): MailFacts =>
  mailFacts({
    account: U1,
    returnPath: claim.address,
    sender: claim.gateway ? GATEWAY_SENDER : fromLocal().sender,
    claim,
    ...change,
  });
const nullPath = { returnPath: null, sender: { kind: 'none' }, claim: null } as const;
const trustedLocal = { ...LOCAL_CLIENT, trustedRange: TRUSTED_CLIENT.trustedRange };
const toLocal = optionsWith({ localSenderMustAuth: { unlessToLocalAccount: true } });
const pop = (exemptAuthenticated: boolean) =>
  optionsWith({ popBeforeSmtp: { mode: 'enforce', minutes: 30, exemptAuthenticated } });
const noLogin = { mailboxLogin: { kind: 'none' } } as const;
const u9 = (domainSharing: MailFacts['domainSharing']) =>
  fromLocal('u9@local.test', { sender: MISSING_SENDER, domainSharing });

const TO_U1 = ['u1@local.test', 'local'] as const;
const TO_U2 = ['u2@local.test', 'local'] as const;
const TO_JOE = ['joe@ext.example', 'remote'] as const;

describe('nobody signed in', () => {
  test.each<[string, Session, readonly string[]]>([
    ['a local account as sender', { mail: fromLocal() }, ['MAIL 530']],
    ['a local sender that does not exist', { mail: u9({ kind: 'not-set-up' }) }, ['MAIL 530']],
    [
      'mail from the world to an account',
      { mail: mailFacts(), recipients: [TO_U1] },
      ['MAIL 250', 'RCPT 250'],
    ],
    [
      'mail from the world to the world',
      { mail: mailFacts(), recipients: [TO_JOE] },
      ['MAIL 250', 'RCPT 550'],
    ],
    ['a bounce to an account', { mail: mailFacts(nullPath), recipients: [TO_U1] }, ['MAIL 250', 'RCPT 250']],
    [
      'unless to a local account: each recipient by itself',
      { mail: fromLocal(), options: toLocal, recipients: [TO_U2, TO_JOE] },
      ['MAIL 250', 'RCPT 250', 'RCPT 530'],
    ],
    [
      'unless to a local account: not for postmaster',
      { mail: fromLocal('postmaster@local.test'), options: toLocal },
      ['MAIL 530'],
    ],
    ['a local IP', { mail: mailFacts({ client: LOCAL_CLIENT }) }, ['MAIL 530']],
    [
      'a local IP that is trusted',
      { mail: mailFacts({ client: trustedLocal }), recipients: [TO_U1] },
      ['MAIL 250', 'RCPT 250'],
    ],
    [
      'a trusted local IP with a local sender',
      { mail: fromLocal('u1@local.test', { client: trustedLocal }) },
      ['MAIL 530'],
    ],
    [
      'the same, unless from a Trusted IP',
      {
        mail: fromLocal('u1@local.test', { client: trustedLocal }),
        options: optionsWith({ localSenderMustAuth: { unlessTrustedIp: true } }),
      },
      ['MAIL 250'],
    ],
    [
      'a local IP is not softened by the recipient',
      { mail: fromLocal('u1@local.test', { client: LOCAL_CLIENT }), options: toLocal },
      ['MAIL 530'],
    ],
    ['a bounce from a local IP', { mail: mailFacts({ client: LOCAL_CLIENT, ...nullPath }) }, ['MAIL 530']],
    [
      'the submission port, for Trusted IPs too',
      { mail: mailFacts({ listenerKind: 'msa', client: TRUSTED_CLIENT }) },
      ['MAIL 530'],
    ],
    ['found by Domain Sharing', { mail: u9({ kind: 'found', host: '192.0.2.1' }) }, ['MAIL 250']],
    ['not found by Domain Sharing', { mail: u9({ kind: 'not-found' }) }, ['MAIL 530']],
    [
      'Domain Sharing without an answer',
      { mail: u9({ kind: 'error', host: '192.0.2.1', reason: 'no answer' }) },
      ['MAIL 451'],
    ],
  ])('%s', (_what, session, codes) => {
    expect(play(session)).toEqual(codes);
  });
});

describe('u1 signed in', () => {
  test.each<[string, Session, readonly string[]]>([
    ['own return-path, own From:', { mail: signedIn(u1), from: [u1] }, ['MAIL 250', 'DATA 250']],
    ['the return-path of u2', { mail: signedIn(u2) }, ['MAIL 550']],
    ['own return-path, From: u2', { mail: signedIn(u1), from: [u2] }, ['MAIL 250', 'DATA 550 5.7.1']],
    [
      'u2 on the white list, in both places',
      { mail: signedIn(listed('u2@local.test')), from: [listed('u2@local.test')] },
      ['MAIL 250', 'DATA 250'],
    ],
    [
      'bulk on the white list does not excuse From: ceo',
      { mail: signedIn(listed('bulk@local.test')), from: [claimOn('ceo@local.test')] },
      ['MAIL 250', 'DATA 550 5.7.1'],
    ],
    [
      'the return-path of u2 with that rule off',
      {
        mail: signedIn(u2),
        from: [u1],
        options: optionsWith({ returnPathMustMatch: { mode: 'off' } }),
      },
      ['MAIL 250', 'DATA 250'],
    ],
    ['an alias', { mail: signedIn(claimOn('sales@local.test', { ownership: ALIAS })) }, ['MAIL 250']],
    [
      'u2 through a wildcard alias',
      { mail: signedIn(claimOn('u2@local.test', { ownership: WILDCARD })) },
      ['MAIL 550'],
    ],
    [
      'sub-addresses',
      {
        mail: signedIn(claimOn('u1+x@local.test', { ownership: { kind: 'subaddress', of: PRIMARY } })),
        from: [claimOn('sales+y@local.test', { ownership: { kind: 'subaddress', of: ALIAS } })],
      },
      ['MAIL 250', 'DATA 250'],
    ],
    ['a receipt, From: u1', { mail: signedIn(u1, nullPath), from: [u1] }, ['MAIL 250', 'DATA 250']],
    ['a receipt, From: u2', { mail: signedIn(u1, nullPath), from: [u2] }, ['MAIL 250', 'DATA 550 5.7.1']],
    ['gateway mail', { mail: signedIn(gateway), from: [gateway] }, ['MAIL 250', 'DATA 250']],
    [
      'gateway mail without the exemption',
      { mail: signedIn(gateway), options: optionsWith({ gatewaysExemptFromMatch: false }) },
      ['MAIL 550'],
    ],
    ['u1 and u2 in one From:', { mail: signedIn(u1), from: [u1, u2] }, ['MAIL 250', 'DATA 550 5.7.1']],
    ['no readable From:', { mail: signedIn(u1), from: 'unreadable' }, ['MAIL 250', 'DATA 554 5.6.0']],
    [
      'postmaster, an alias of u1',
      {
        mail: signedIn(
          claimOn('postmaster@local.test', { ownership: { kind: 'alias', alias: 'postmaster@local.test' } }),
        ),
      },
      ['MAIL 250'],
    ],
    [
      'postmaster, an alias of u2',
      { mail: signedIn(claimOn('postmaster@local.test', { ownership: NOT_OWNED })) },
      ['MAIL 550'],
    ],
    [
      'POP Before SMTP, not exempt, no mailbox login',
      { mail: signedIn(u1, noLogin), options: pop(false) },
      ['MAIL 530'],
    ],
    [
      'POP Before SMTP, not exempt, after a mailbox login',
      { mail: signedIn(u1, { mailboxLogin: { kind: 'recent', minutesAgo: 1 } }), options: pop(false) },
      ['MAIL 250'],
    ],
    ['POP Before SMTP, exempt', { mail: signedIn(u1, noLogin), options: pop(true) }, ['MAIL 250']],
    [
      'mail to the world from the submission port',
      { mail: signedIn(u1, { listenerKind: 'msa' }), recipients: [TO_JOE], from: [u1] },
      ['MAIL 250', 'RCPT 250', 'DATA 250'],
    ],
  ])('%s', (_what, session, codes) => {
    expect(play(session)).toEqual(codes);
  });
});

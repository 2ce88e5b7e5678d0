import { describe, expect, test } from 'vitest';
import type { Account } from '../../server/contract/directory.ts';
import type { MailFacts } from '../../server/contract/facts.ts';
import { withoutSecret } from '../../server/directory/directory-lists.ts';
import { gatherAuthFacts, gatherHeaderFacts, gatherMailFacts } from '../../server/smtp/gather-facts.ts';
import { accountRecord } from '../helpers/directory-lists.ts';
import { SessionWorld } from '../helpers/session-world.ts';
import { addressOf, type WireSetup } from '../helpers/wire-setup.ts';

const U1: Account = withoutSecret(accountRecord(1, 'u1@local.test'));
const MINUTE_MS = 60_000;

function standing(account: Account | null, ip = '192.0.2.9') {
  return { listenerKind: 'smtp', ip, account, authAvailable: true } as const;
}

function mailFacts(
  world: SessionWorld,
  returnPath: string | null,
  account: Account | null = null,
): Promise<MailFacts> {
  const address = returnPath === null ? null : addressOf(returnPath);
  const sending = account && world.services.sending.begin(account.id);
  return gatherMailFacts(standing(account), address, sending, world.policy(), world.services);
}

test('of a stranger with a remote sender everything is known that a rule may ask for', async () => {
  expect(await mailFacts(new SessionWorld(), 'joe@ext.test')).toEqual({
    listenerKind: 'smtp',
    client: { ip: '192.0.2.9', localRange: null, trustedRange: null },
    account: null,
    authAvailable: true,
    submissionPorts: [587, 465],
    returnPath: addressOf('joe@ext.test'),
    sender: { kind: 'remote' },
    claim: null,
    domainSharing: { kind: 'not-set-up' },
    mailboxLogin: { kind: 'not-local-account' },
    sending: null,
  });
});

describe('the sender', () => {
  const local = { kind: 'local', subaddressSeparator: '+' } as const;
  test.each<[string, string | null, MailFacts['sender']]>([
    ['<> is nobody', null, { kind: 'none' }],
    ['an account exists', 'u1@local.test', { ...local, accountExists: true }],
    ['a sub-address of it exists', 'u1+x@local.test', { ...local, accountExists: true }],
    ['an exact alias exists', 'sales@local.test', { ...local, accountExists: true }],
    ['an alias that forbids sending exists', 'list@local.test', { ...local, accountExists: true }],
    ['what a wildcard alias alone covers does not', 'u9@local.test', { ...local, accountExists: false }],
    [
      'a gateway has its own switch',
      'kim@gw.test',
      { kind: 'gateway', domain: 'gw.test', sendersMustAuth: 'enforce' },
    ],
  ])('%s', async (_sentence, returnPath, sender) => {
    const world = new SessionWorld({
      aliases: [{ pattern: 'list@local.test', targets: ['u1@local.test'], membersMaySendAs: false }],
    });
    expect((await mailFacts(world, returnPath)).sender).toEqual(sender);
  });

  test.each<[boolean | 'report', string]>([
    [true, 'enforce'],
    [false, 'off'],
    ['report', 'report'],
  ])('a gateway whose switch is %j has the mode %s', async (gatewaySendersMustAuth, mode) => {
    const { sender } = await mailFacts(new SessionWorld({ gatewaySendersMustAuth }), 'kim@gw.test');
    expect(sender).toEqual({ kind: 'gateway', domain: 'gw.test', sendersMustAuth: mode });
  });
});

describe('the claim of an account', () => {
  test('on <> there is none', async () => {
    expect((await mailFacts(new SessionWorld(), null, U1)).claim).toBeNull();
  });

  test.each<[string, WireSetup['gatewaySenders'], boolean]>([
    ['any account', 'any', true],
    ['this account, however written', ['U1@LOCAL.test'], true],
    ['another account', ['u2@local.test'], false],
  ])(
    'on a gateway address holds where the gateway is open to %s',
    async (_who, gatewaySenders, accountMaySend) => {
      const world = new SessionWorld({ gatewaySenders: gatewaySenders ?? 'any' });
      expect((await mailFacts(world, 'kim@gw.test', U1)).claim).toEqual({
        address: addressOf('kim@gw.test'),
        ownership: { kind: 'not-owned', reason: 'unrelated' },
        whiteListEntry: null,
        gateway: { domain: 'gw.test', accountMaySend },
      });
    },
  );

  test('an entry of the white list counts until it expires', async () => {
    const world = new SessionWorld();
    const entry = { pattern: 'u2@local.test', comment: '', owner: '', expiresAt: world.now + 1 };
    world.change({ whiteList: [entry] });
    expect((await mailFacts(world, 'u2@local.test', U1)).claim?.whiteListEntry).toMatchObject(entry);
    world.now += 1;
    expect((await mailFacts(world, 'u2@local.test', U1)).claim?.whiteListEntry).toBeNull();
  });

  test('on an address of its own does not ask the white list', async () => {
    const world = new SessionWorld();
    world.change({ whiteList: [{ pattern: '*@local.test', comment: '', owner: '', expiresAt: null }] });
    expect((await mailFacts(world, 'u1@local.test', U1)).claim?.whiteListEntry).toBeNull();
  });

  test('is made on each mailbox of the From: field, up to the first that nothing speaks for', async () => {
    const world = new SessionWorld();
    const { directory } = world.policy();
    const mailboxes = ['u1@local.test', 'kim@gw.test', 'u2@local.test', 'u1@local.test'].map((text) => ({
      address: addressOf(text),
      displayName: '',
      shownAddresses: [],
    }));
    const claimsOf = async (account: Account | null) => {
      const mail = await mailFacts(world, null, account);
      const message = {
        mail,
        destinations: ['local'],
        from: { kind: 'mailboxes', mailboxes },
        authenticity: { kind: 'not-checked' },
      } as const;
      const { claims } = gatherHeaderFacts(message, directory, world.now);
      return claims.map(({ ownership }) => ownership.kind);
    };
    expect(await claimsOf(U1)).toEqual(['primary', 'not-owned', 'not-owned']);
    expect(await claimsOf(null)).toEqual([]);
  });
});

test('an account that was replaced by another of the same address speaks no longer', async () => {
  const facts = await mailFacts(new SessionWorld(), 'u1@local.test', { ...U1, id: 7 });
  expect(facts.account).toBeNull();
});

describe('what an account has sent', () => {
  test('is known of the account as it is now: frozen since it signed in, and with its own limits', async () => {
    const world = new SessionWorld();
    const frozen = { since: world.now, reason: 'spam' };
    world.directory.freeze(1, frozen);
    world.services.sending.begin(1).commit();
    const { sending } = await mailFacts(world, 'u1@local.test', U1);
    expect(sending).toMatchObject({ frozen, ownLimits: {}, used: { messagesPerHour: 1, messagesPerDay: 1 } });
  });

  test("is nobody's where the account is disabled by now", async () => {
    const world = new SessionWorld({ disabled: ['u1'] });
    expect((await mailFacts(world, 'u1@local.test', U1)).sending).toBeNull();
  });
});

describe('a mailbox login', () => {
  test.each<[string, number | null, MailFacts['mailboxLogin']]>([
    ['of just now is recent', 0, { kind: 'recent', minutesAgo: 0 }],
    ['a moment before the time is over is recent', 30 * MINUTE_MS - 1, { kind: 'recent', minutesAgo: 29 }],
    ['as long ago as the option says is none', 30 * MINUTE_MS, { kind: 'none' }],
    ['that never was is none', null, { kind: 'none' }],
  ])('%s', async (_sentence, agoMs, fact) => {
    const world = new SessionWorld();
    const lastLoginAt = () => (agoMs === null ? null : world.now - agoMs);
    const facts = await gatherMailFacts(standing(null), addressOf('u1@local.test'), null, world.policy(), {
      ...world.services,
      mailboxLogins: { lastLoginAt },
    });
    expect(facts.mailboxLogin).toEqual(fact);
  });
});

describe('Domain Sharing', () => {
  const sharing = { kind: 'found', host: 'other.local.test' } as const;
  test.each<[string, string | null, WireSetup, string]>([
    ['is asked where finding the sender would let it pass', 'u9@local.test', {}, 'found'],
    ['is not asked for an account that exists here', 'u1@local.test', {}, 'not-asked'],
    ['is not asked for a role address, which another rule refuses', 'abuse@local.test', {}, 'not-asked'],
    ['is not asked for <>', null, {}, 'not-asked'],
    [
      'is not asked while the option is off',
      'u9@local.test',
      { options: { localSenderMustAuth: { mode: 'off' } } },
      'not-asked',
    ],
  ])('%s', async (_sentence, returnPath, setup, answer) => {
    const world = new SessionWorld({ sharing, ...setup });
    expect((await mailFacts(world, returnPath)).domainSharing.kind).toBe(answer);
    expect(world.sharingQueries).toEqual(answer === 'found' ? [returnPath] : []);
  });
});

test.each<[string, string, unknown]>([
  ['this machine', '127.0.0.1', { because: 'own-address' }],
  ['a Trusted IP, which is a fact of its own', '127.0.2.9', null],
  ['a stranger', '192.0.2.9', null],
])('who is never screened: %s', (_who, ip, neverScreened) => {
  const world = new SessionWorld();
  expect(gatherAuthFacts(standing(null, ip), world.policy(), world.services).neverScreened).toEqual(
    neverScreened,
  );
});

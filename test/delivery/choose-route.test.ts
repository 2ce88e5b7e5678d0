import { describe, expect, test } from 'vitest';
import type { GatewayEntry } from '../../server/contract/directory.ts';
import type { SharingLocation } from '../../server/contract/callouts.ts';
import type { QueueEntry } from '../../server/contract/delivery-queue.ts';
import type { Delivery } from '../../server/contract/message-store.ts';
import { DEFAULT_OUTBOUND, type Settings, type SmartHost } from '../../server/contract/settings.ts';
import { chooseRoute } from '../../server/delivery/choose-route.ts';
import { address, queuedEnvelope, queueEntry, RECEIVED_AT } from '../helpers/memory-queue.ts';

const GATEWAY: GatewayEntry = {
  domain: 'gw.test',
  host: 'inner.gw.test',
  port: 2525,
  tls: 'required',
  sendersMustAuth: true,
  sendingAccounts: 'any',
  recipientCheck: 'accept-all',
  recipients: [],
  delivery: 'push',
  etrnAccounts: [],
  retryHours: 120,
};
const MAILBOX: Delivery = { kind: 'mailbox', accountId: 7, recipient: address('u7@local.test') };

interface World {
  readonly entry?: Partial<QueueEntry>;
  readonly recipient?: string;
  readonly outbound?: Partial<Settings['outbound']>;
  readonly gateway?: Partial<GatewayEntry> | null;
  readonly deliveries?: readonly Delivery[];
  readonly sharing?: SharingLocation;
}

/** `local.test` is local, `gw.test` a gateway. */
function courseOf(world: World) {
  const recipient = address(world.recipient ?? 'joe@remote.test');
  return chooseRoute(queueEntry({ recipient, ...world.entry }), {
    outbound: { ...DEFAULT_OUTBOUND, ...world.outbound },
    directory: {
      domainKind: (domain) =>
        domain === 'local.test' ? 'local' : domain === 'gw.test' ? 'gateway' : 'remote',
      gateway: (domain) =>
        domain === 'gw.test' && world.gateway !== null ? { ...GATEWAY, ...world.gateway } : null,
    },
    domainSharing: { locate: () => Promise.resolve(world.sharing ?? { kind: 'not-set-up' }) },
    deliveriesOf: () => world.deliveries ?? [],
  });
}

function smartHost(host: string): SmartHost {
  return { host, port: 587, tls: 'required', login: { user: 'office', password: 'secret' } };
}

const viaSmartHost = (host: string) => ({
  kind: 'send',
  route: { kind: 'host', ...smartHost(host), name: 'smart host' },
});

describe('mail for elsewhere', () => {
  test('goes by the MX records of its domain', async () => {
    expect(await courseOf({})).toEqual({ kind: 'send', route: { kind: 'mx', domain: 'remote.test' } });
  });

  test('goes by the smart host where that is the mode', async () => {
    const outbound = { mode: 'smart-host', smartHost: smartHost('relay.test') } as const;
    expect(await courseOf({ outbound })).toEqual(viaSmartHost('relay.test'));
  });

  test('waits while a smart host is wanted and none is named', async () => {
    expect(await courseOf({ outbound: { mode: 'smart-host' } })).toEqual({
      kind: 'postpone',
      failure: { host: null, code: null, enhanced: '4.3.5', text: 'No smart host has been named.' },
    });
  });

  const bySender = { match: 'sender', domain: 'local.test', smartHost: smartHost('ours.test') } as const;
  const byRecipient = {
    match: 'recipient',
    domain: 'remote.test',
    smartHost: smartHost('theirs.test'),
  } as const;

  test('goes by the route of the recipient’s domain before that of the sender’s', async () => {
    expect(await courseOf({ outbound: { routes: [bySender, byRecipient] } })).toEqual(
      viaSmartHost('theirs.test'),
    );
  });

  test('goes by the route of the sender’s domain before the smart host of all', async () => {
    const outbound: Partial<Settings['outbound']> = {
      mode: 'smart-host',
      smartHost: smartHost('all.test'),
      routes: [bySender],
    };
    expect(await courseOf({ outbound })).toEqual(viaSmartHost('ours.test'));
  });

  test('without a sender meets no route of a sender', async () => {
    const entry = { message: queuedEnvelope({ returnPath: null }) };
    expect(await courseOf({ entry, outbound: { routes: [bySender] } })).toEqual({
      kind: 'send',
      route: { kind: 'mx', domain: 'remote.test' },
    });
  });
});

describe('mail for a gateway', () => {
  const recipient = 'joe@gw.test';
  const toServer = {
    kind: 'send',
    route: {
      kind: 'host',
      host: 'inner.gw.test',
      port: 2525,
      tls: 'required',
      login: null,
      name: 'server of the gateway gw.test',
    },
  };
  const failedAt = (at: number) => ({ at, host: null, code: null, enhanced: '4.4.1', text: 'away' });

  test('goes to its server', async () => {
    expect(await courseOf({ recipient })).toEqual(toServer);
  });

  test('goes by MX once the gateway is gone', async () => {
    expect(await courseOf({ recipient, gateway: null })).toEqual({
      kind: 'send',
      route: { kind: 'mx', domain: 'gw.test' },
    });
  });

  test.each([
    ['waits until its server asks', {}, { kind: 'park' }],
    ['goes when its server has asked', { askedForAt: RECEIVED_AT }, toServer],
    [
      'goes when its server asks again',
      { askedForAt: RECEIVED_AT, lastFailure: failedAt(RECEIVED_AT - 1) },
      toServer,
    ],
    [
      'waits for the next question when it could not be delivered on the last',
      { askedForAt: RECEIVED_AT, lastFailure: failedAt(RECEIVED_AT + 1) },
      { kind: 'park' },
    ],
  ])('that is fetched by ETRN %s', async (_what, entry, course) => {
    expect(await courseOf({ recipient, entry, gateway: { delivery: 'etrn' } })).toEqual(course);
  });
});

describe('mail for a domain that is local', () => {
  const recipient = 'u7@local.test';

  test('goes into the mailbox that is there now', async () => {
    expect(await courseOf({ recipient, deliveries: [MAILBOX] })).toEqual({
      kind: 'reroute',
      deliveries: [MAILBOX],
    });
  });

  test.each([
    ['not-set-up', { kind: 'not-set-up' }],
    ['not-found', { kind: 'not-found' }],
  ] as const)('goes back where nobody has it: %s', async (_name, sharing) => {
    expect(await courseOf({ recipient, sharing })).toEqual({
      kind: 'give-up',
      failure: { host: null, code: null, enhanced: '5.1.1', text: 'There is no such mailbox here.' },
    });
  });

  test('goes to the sharing host that has it', async () => {
    const host = { host: 'other.test', port: 25, tls: 'opportunistic', login: null } as const;
    expect(await courseOf({ recipient, sharing: { kind: 'found', host } })).toEqual({
      kind: 'send',
      route: { kind: 'host', ...host, name: 'sharing host' },
    });
  });

  test('waits while a sharing host cannot be asked', async () => {
    const sharing = { kind: 'error', host: 'other.test', reason: 'no answer' } as const;
    expect(await courseOf({ recipient, sharing })).toEqual({
      kind: 'postpone',
      failure: { host: 'other.test', code: null, enhanced: '4.4.3', text: 'no answer' },
    });
  });

  test('is not led to itself for ever', async () => {
    const toItself: Delivery = {
      kind: 'queue',
      recipient: address('U7@local.test'),
      gateway: null,
      dsn: { notify: [], originalRecipient: null },
    };
    expect((await courseOf({ recipient, deliveries: [toItself] })).kind).toBe('give-up');
  });
});

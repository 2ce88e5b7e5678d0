import type { DkimKeyView, QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import type { AccountUsage, AccountView, WhiteListView } from '../../../server/contract/list-calls.ts';
import type { Notice } from '../../../server/contract/notices.ts';
import type { ScreenedNetwork } from '../../../server/contract/screened-network.ts';
import type { ServerStatus, Warning } from '../../../server/contract/status.ts';
import type {
  AliasEntry,
  CommentedNetwork,
  DomainEntry,
  GatewayEntry,
} from '../../../server/contract/directory.ts';
import type { KeptChange } from '../../../server/contract/audit.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import {
  DEFAULT_SENDING_LIMITS,
  defaultSettings,
  type SendingLimits,
  type Settings,
} from '../../../server/contract/settings.ts';
import { officeChanges } from './fake-audit.ts';
import { fakeKey } from './fake-dkim.ts';
import type { FakeHistory } from './fake-history.ts';
import { alarmingHealth, goodHealth, type FakeHealth } from './fake-health.ts';
import { officeQueue } from './fake-queue.ts';

/** Everything the fake server knows; tests may look at it and change it. */
export interface FakeWorld {
  revision: number;
  settings: Settings;
  listeners: ServerStatus['listeners'];
  warnings: readonly Warning[];
  paused: ServerStatus['paused'];
  health: FakeHealth;
  whiteList: readonly WhiteListView[];
  localIps: readonly string[];
  trustedIps: readonly CommentedNetwork[];
  blocked: readonly ScreenedNetwork[];
  allowList: readonly CommentedNetwork[];
  accounts: readonly AccountView[];
  domains: readonly DomainEntry[];
  aliases: readonly AliasEntry[];
  gateways: readonly GatewayEntry[];
  queue: readonly QueuedMessage[];
  usage: readonly AccountUsage[];
  dkimKeys: readonly DkimKeyView[];
  /** What the DNS holds: the TXT records of a name. */
  published: Readonly<Record<string, readonly string[]>>;
  /** Newest first. */
  notices: readonly Notice[];
  /** Newest first. */
  changes: readonly KeptChange[];
  /** Oldest first. */
  sessions: SessionDetail[];
  /** The stored days before them. */
  history: FakeHistory | null;
  /** The next change is refused with this message. */
  refuseNext: string | null;
}

/**
 * `first-run`: a new installation; `empty`: one that was set up without anything in it; `good`: an office where nothing is amiss; `normal`: one with a thing or two to see to;
 * `alarm`: one that is in trouble.
 */
export type Scenario = 'first-run' | 'empty' | 'good' | 'normal' | 'listener-failed' | 'alarm';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The world of a scenario at the given time. */
export function createWorld(scenario: Scenario, now: number): FakeWorld {
  const settings: Settings = {
    ...defaultSettings('mail.office.example'),
    firstRunFinishedAt: scenario === 'first-run' ? null : now - DAY_MS,
  };
  const empty: FakeWorld = {
    revision: 1,
    settings,
    listeners: settings.listeners.map((listener) => ({
      ...listener,
      state: 'listening',
      boundPort: listener.port,
    })),
    warnings: [],
    paused: null,
    health: { ...goodHealth(now), lastOutsideConnectionAt: null },
    whiteList: [],
    localIps: [],
    trustedIps: [],
    blocked: [],
    allowList: [],
    accounts: [],
    domains: [],
    aliases: [],
    gateways: [],
    queue: [],
    usage: [],
    dkimKeys: [],
    published: {},
    notices: [],
    changes: [],
    sessions: [],
    history: null,
    refuseNext: null,
  };
  if (scenario === 'empty' || scenario === 'first-run') return empty;
  const world: FakeWorld = {
    ...empty,
    ...office(now),
    health: goodHealth(now),
    changes: officeChanges(now),
  };
  switch (scenario) {
    case 'good':
      return tidied(world);
    case 'normal':
      return world;
    case 'listener-failed':
      return { ...world, listeners: troubledListeners(settings) };
    case 'alarm':
      return { ...world, listeners: troubledListeners(settings), health: alarmingHealth(now) };
  }
}

/** The office on a day on which nothing is left to do. */
function tidied(world: FakeWorld): FakeWorld {
  return {
    ...world,
    accounts: world.accounts.map((account) => ({ ...account, frozen: null })),
    whiteList: world.whiteList.slice(0, 1),
    gateways: world.gateways.slice(0, 1),
    queue: world.queue.slice(0, 2),
    notices: [],
  };
}

function troubledListeners({ listeners }: Settings): ServerStatus['listeners'] {
  return listeners.map((listener) => {
    if (listener.name === 'smtp')
      return {
        ...listener,
        state: 'fallback',
        boundPort: 2525,
        reason: 'Port 25 needs a permission that this program does not have (EACCES).',
        remedy: 'Start it with the right to open ports below 1024, or choose another port.',
      };
    if (listener.name === 'submission')
      return {
        ...listener,
        state: 'failed',
        reason: 'Port 587 is in use by another program (EADDRINUSE).',
        remedy: 'Stop that program, or choose another port.',
      };
    return { ...listener, state: 'listening', boundPort: listener.port };
  });
}

function office(now: number): Partial<FakeWorld> {
  const account = (address: string, displayName: string, messages: number, enabled = true): AccountView => ({
    address,
    displayName,
    enabled,
    sendAs: [],
    limits: {},
    frozen: null,
    hasPassword: true,
    messages,
    lastSignInAt: enabled ? now - messages * 60_000 : null,
  });
  const gateway = {
    port: 25,
    sendersMustAuth: true,
    sendingAccounts: 'any',
    tls: 'opportunistic',
    recipientCheck: 'accept-all',
    recipients: [],
    delivery: 'push',
    etrnAccounts: [],
    retryHours: 120,
  } satisfies Partial<GatewayEntry>;
  const keys = [
    fakeKey('office.example', 'gp2026a', 'rsa', now - 90 * DAY_MS, true),
    fakeKey('office.example', 'gp2026b', 'ed25519', now - HOUR_MS, false),
  ];
  const blocked = (network: string, reason: string, hours: number, hits: number): ScreenedNetwork => ({
    network,
    reason,
    sessionId: 's1',
    since: now - hours * HOUR_MS,
    until: now + (24 - hours) * HOUR_MS,
    offences: hits > 40 ? 2 : 1,
    hits,
    addedBy: 'rule',
  });
  return {
    domains: [
      { name: 'office.example', subaddressSeparator: '+' },
      { name: 'workshop.example', subaddressSeparator: '' },
    ],
    accounts: [
      {
        ...account('anna@office.example', 'Anna Berger', 214),
        sendAs: ['press@office.example', '*@workshop.example'],
      },
      account('tom@office.example', 'Tom Fuchs', 88),
      account('ceo@office.example', 'Clara Ohm', 1240),
      account('intern@workshop.example', 'Former intern', 3, false),
      {
        ...account('shop@workshop.example', 'Web shop', 12),
        limits: { messagesPerHour: 50, newRecipientsPerDay: 20 },
        frozen: {
          since: now - 25 * 60_000,
          reason: '21 recipients it had never written to before in one day; the limit is 20',
        },
      },
    ],
    usage: [
      usage('anna@office.example', [14, 61, 22, 118, 9], {}),
      usage('ceo@office.example', [168, 402, 173, 411, 31], {}),
      usage('shop@workshop.example', [38, 44, 41, 52, 21], { messagesPerHour: 50, newRecipientsPerDay: 20 }),
    ],
    dkimKeys: keys,
    published: Object.fromEntries(
      keys.filter(({ active }) => active).map(({ recordName, recordValue }) => [recordName, [recordValue]]),
    ),
    notices: [
      {
        id: 2,
        at: now - 25 * 60_000,
        code: 'account-frozen',
        isOver: false,
        text: 'shop@workshop.example wrote to 21 new recipients in one day and can no longer send.',
        subject: 'shop@workshop.example',
        page: '/send-as',
      },
      {
        id: 1,
        at: now - 2 * HOUR_MS,
        code: 'network-blocked',
        isOver: false,
        text: '203.0.113.77 is blocked: 10 failed sign-ins within 10 minutes.',
        subject: '203.0.113.77',
        page: '/dynamic-screen',
      },
    ],
    aliases: [
      {
        pattern: 'sales@office.example',
        targets: ['anna@office.example', 'tom@office.example'],
        membersMaySendAs: true,
      },
      { pattern: 'postmaster@office.example', targets: ['ceo@office.example'], membersMaySendAs: true },
      { pattern: '*@workshop.example', targets: ['tom@office.example'], membersMaySendAs: true },
    ],
    gateways: [
      { ...gateway, domain: 'branch.example', host: '192.0.2.40' },
      {
        ...gateway,
        domain: 'archive.example',
        host: 'mail.archive.example',
        port: 2600,
        sendersMustAuth: 'report',
        sendingAccounts: ['anna@office.example'],
        tls: 'required',
        recipientCheck: 'list',
        recipients: ['info@archive.example', 'box-*@archive.example'],
        delivery: 'etrn',
        etrnAccounts: ['tom@office.example'],
        retryHours: 240,
      },
    ],
    whiteList: [
      {
        pattern: 'bulk@office.example',
        comment: 'Newsletter tool',
        owner: 'Eva, marketing',
        expiresAt: null,
        createdAt: now - 40 * DAY_MS,
        keptAt: null,
        hits: 128,
        lastUsedAt: now - HOUR_MS,
      },
      {
        pattern: '*@workshop.example',
        comment: 'Until the move is done',
        owner: 'Tom',
        expiresAt: now + 5 * DAY_MS,
        createdAt: now - 2 * DAY_MS,
        keptAt: null,
        hits: 0,
        lastUsedAt: null,
      },
      {
        pattern: 'fair@events.example',
        comment: 'Trade fair mailing',
        owner: 'Eva, marketing',
        expiresAt: now - 3 * DAY_MS,
        createdAt: now - 60 * DAY_MS,
        keptAt: null,
        hits: 12,
        lastUsedAt: now - 9 * DAY_MS,
      },
      {
        pattern: 'old-scanner@office.example',
        comment: 'Scanner in the cellar',
        owner: '',
        expiresAt: null,
        createdAt: now - 200 * DAY_MS,
        keptAt: null,
        hits: 0,
        lastUsedAt: null,
      },
      {
        pattern: 'payroll@office.example',
        comment: 'Payroll bureau sends in our name',
        owner: 'Anna',
        expiresAt: null,
        createdAt: now - 400 * DAY_MS,
        keptAt: null,
        hits: 31,
        lastUsedAt: now - 130 * DAY_MS,
      },
    ],
    localIps: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
    trustedIps: [
      { range: '192.168.1.20', comment: 'Scanner on the second floor' },
      { range: '192.168.1.64/28', comment: 'Telephones' },
    ],
    blocked: [
      blocked('203.0.113.77', '10 failed sign-ins within 10 minutes', 2, 61),
      blocked('198.51.100.50', 'Tried to sign in on the SMTP port', 5, 12),
      blocked('2001:db8:44:9::/64', '10 failed sign-ins within 10 minutes', 20, 3),
    ],
    allowList: [{ range: '198.51.100.200', comment: 'Head office' }],
    queue: officeQueue(now),
  };
}

function usage(
  address: string,
  [messagesPerHour, messagesPerDay, recipientsPerHour, recipientsPerDay, newRecipientsPerDay]: readonly [
    number,
    number,
    number,
    number,
    number,
  ],
  own: Partial<SendingLimits>,
): AccountUsage {
  return {
    address,
    used: { messagesPerHour, messagesPerDay, recipientsPerHour, recipientsPerDay, newRecipientsPerDay },
    limits: { ...DEFAULT_SENDING_LIMITS, ...own },
  };
}

import type { Handlers } from '../../../server/contract/api.ts';
import type { ChangedData } from '../../../server/contract/events.ts';
import type { LogCounters, Saved, ServerStatus } from '../../../server/contract/status.ts';
import { ApiError } from '../../../server/contract/problem.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import type { SetupDocument } from '../../../server/contract/setup-document.ts';
import { fakeActivity } from './fake-activity.ts';
import { auditHandlers, recordChange, stateOf } from './fake-audit.ts';
import { dkimHandlers } from './fake-dkim.ts';
import { healthHandlers } from './fake-health.ts';
import { logHandlers, statsOfHistory } from './fake-log.ts';
import { firstRunHandlers } from './fake-first-run.ts';
import { queueHandlers } from './fake-queue.ts';
import { officeStats } from './fake-stats.ts';
import { settingsAfter } from './fake-settings.ts';
import { sharingHandlers } from './fake-sharing.ts';
import { whatIfHandlers } from './fake-what-if.ts';
import type { FakeWorld } from './fake-world.ts';

export type TellChange = (what: readonly ChangedData[]) => void;
/** Makes a change, unless the world is to refuse it, and tells the window of it. */
export type Save = (what: ChangedData, change: () => void) => Saved;

/** The calls of the console on a world in memory: enough for every page to work, without any policy behind it. */
export function fakeHandlers(world: FakeWorld, tell: TellChange, startedAt: number): Handlers {
  const save: Save = (what, change) => {
    if (world.refuseNext !== null) {
      const message = world.refuseNext;
      world.refuseNext = null;
      throw new ApiError('unavailable', message);
    }
    const before = stateOf(world);
    change();
    world.revision++;
    const recorded = recordChange(world, before);
    tell(recorded === null ? [what] : [what, 'audit']);
    return { revision: world.revision, warnings: [], change: recorded };
  };
  const currentStatus = (): ServerStatus => ({
    version: '0.1.0',
    hostname: world.settings.hostname,
    startedAt,
    policyRevision: world.revision,
    listeners: world.listeners,
    certificate: {
      subject: 'CN=mail.office.example',
      issuer: 'CN=mail.office.example',
      notAfter: startedAt + 61 * 86_400_000,
      selfSigned: true,
      fingerprint: Array.from({ length: 32 }, (_, index) => (index * 7 + 16).toString(16).toUpperCase()).join(
        ':',
      ),
    },
    storage: { state: 'ok', detail: '' },
    paused: world.paused,
    counters: countersOf(world.sessions),
    features: {
      domainSharing: world.settings.domainSharing.enabled && world.settings.domainSharing.hosts.length > 0,
      popBeforeSmtp: false,
    },
    warnings: world.warnings,
    notices: [],
  });

  return {
    ...firstRunHandlers(world, save),
    'status.get': currentStatus,
    'diagnostics.get': () => ({
      version: '0.1.0',
      runtime: { node: process.version },
      dataFolder: '/var/lib/gatepost',
      checks: [],
      status: currentStatus(),
    }),
    'setup.export': () => ({
      hostname: world.settings.hostname,
      whiteList: world.whiteList.map(({ pattern, comment, expiresAt }) => ({ pattern, comment, expiresAt })),
      trustedIps: [...world.trustedIps],
    }),
    'setup.preview': (document) => ({ changes: changesOf(world, document), warnings: [] }),
    'setup.apply': (document) =>
      save('settings', () => {
        world.settings = { ...world.settings, hostname: document.hostname ?? world.settings.hostname };
      }),
    'options.get': () => world.settings.options,
    'options.activity': () => fakeActivity(world.sessions),
    'options.set': (key, change) =>
      save('options', () => {
        const stored: unknown = world.settings.options[key];
        const next = typeof change === 'boolean' ? change : { ...(stored as object), ...change };
        const options = { ...world.settings.options, [key]: next } as OptionSettings;
        world.settings = { ...world.settings, options };
      }),
    'settings.get': () => world.settings,
    'settings.set': (change) =>
      save('settings', () => {
        world.settings = settingsAfter(world.settings, change);
        if (change.listeners)
          world.listeners = change.listeners.map((listener) =>
            listener.enabled
              ? { ...listener, state: 'listening', boundPort: listener.port }
              : { ...listener, state: 'disabled' },
          );
      }),
    'whiteList.list': () => world.whiteList,
    'whiteList.save': (entry, previous) =>
      save('whiteList', () => {
        const known = world.whiteList.find(({ pattern }) => pattern === previous);
        const view = { createdAt: startedAt, keptAt: null, hits: 0, lastUsedAt: null, ...known, ...entry };
        world.whiteList = replaced(world.whiteList, view, ({ pattern }) => pattern, previous);
      }),
    'whiteList.remove': (pattern) =>
      save('whiteList', () => {
        world.whiteList = world.whiteList.filter((entry) => entry.pattern !== pattern);
      }),
    'whiteList.keep': (patterns) => {
      save('whiteList', () => {
        world.whiteList = world.whiteList.map((entry) =>
          patterns.includes(entry.pattern) ? { ...entry, keptAt: Date.now() } : entry,
        );
      });
    },
    'networks.list': () => ({ localIps: world.localIps, trustedIps: world.trustedIps }),
    'networks.setLocal': (ranges) =>
      save('networks', () => {
        world.localIps = ranges;
      }),
    'networks.saveTrusted': (entry, previous) =>
      save('networks', () => {
        world.trustedIps = replaced(world.trustedIps, entry, ({ range }) => range, previous);
      }),
    'networks.removeTrusted': (range) =>
      save('networks', () => {
        world.trustedIps = world.trustedIps.filter((entry) => entry.range !== range);
      }),
    'screen.list': () => ({ blocked: world.blocked, allowList: world.allowList }),
    'screen.block': (network, until, reason) =>
      save('screen', () => {
        const entry = { network, until, reason, sessionId: null, since: startedAt, offences: 1, hits: 0 };
        world.blocked = [...world.blocked, { ...entry, addedBy: 'administrator' }];
      }),
    'screen.unblock': (network) =>
      save('screen', () => {
        world.blocked = world.blocked.filter((entry) => entry.network !== network);
      }),
    'screen.allow': (entry) =>
      save('screen', () => {
        world.allowList = replaced(world.allowList, entry, ({ range }) => range, null);
      }),
    'screen.disallow': (range) =>
      save('screen', () => {
        world.allowList = world.allowList.filter((entry) => entry.range !== range);
      }),
    'accounts.list': () => world.accounts,
    'accounts.save': (account, previous) =>
      save('accounts', () => {
        const known = world.accounts.find(({ address }) => address === (previous ?? account.address));
        const view = {
          address: account.address,
          displayName: account.displayName ?? known?.displayName ?? '',
          enabled: account.enabled ?? known?.enabled ?? true,
          sendAs: account.sendAs ?? known?.sendAs ?? [],
          limits: account.limits ?? known?.limits ?? {},
          frozen: known?.frozen ?? null,
          hasPassword: account.password !== undefined || (known?.hasPassword ?? false),
          messages: known?.messages ?? 0,
          lastSignInAt: known?.lastSignInAt ?? null,
        };
        world.accounts = replaced(world.accounts, view, ({ address }) => address, previous);
      }),
    'accounts.remove': (address) =>
      save('accounts', () => {
        world.accounts = world.accounts.filter((account) => account.address !== address);
      }),
    'domains.list': () => world.domains,
    'domains.save': (entry, previous) =>
      save('domains', () => {
        world.domains = replaced(world.domains, entry, ({ name }) => name, previous);
      }),
    'domains.remove': (name) =>
      save('domains', () => {
        world.domains = world.domains.filter((entry) => entry.name !== name);
      }),
    'aliases.list': () => world.aliases,
    'aliases.save': (entry, previous) =>
      save('aliases', () => {
        world.aliases = replaced(world.aliases, entry, ({ pattern }) => pattern, previous);
      }),
    'aliases.remove': (pattern) =>
      save('aliases', () => {
        world.aliases = world.aliases.filter((entry) => entry.pattern !== pattern);
      }),
    'gateways.list': () => world.gateways,
    'gateways.save': (entry, previous) =>
      save('gateways', () => {
        world.gateways = replaced(world.gateways, entry, ({ domain }) => domain, previous);
      }),
    'gateways.remove': (domain) =>
      save('gateways', () => {
        world.gateways = world.gateways.filter((entry) => entry.domain !== domain);
      }),
    ...queueHandlers(world, save),
    ...auditHandlers(world, save),
    ...healthHandlers(world, currentStatus, tell),
    ...sharingHandlers(world, save),
    ...dkimHandlers(world, save),
    ...whatIfHandlers(world),
    'accounts.unfreeze': (address) =>
      save('accounts', () => {
        world.accounts = world.accounts.map((account) =>
          account.address === address ? { ...account, frozen: null } : account,
        );
      }),
    'accounts.usage': () => world.usage,
    'notices.list': () => world.notices,
    'notices.dismiss': (ids) => {
      save('notices', () => {
        world.notices = world.notices.filter(({ id }) => !ids.includes(id));
      });
    },
    'notices.test': () => {
      const { desktop, mail, mailTo } = world.settings.notices;
      const to = mailTo ?? (world.domains[0] ? `postmaster@${world.domains[0].name}` : null);
      const because = 'There is no domain yet whose postmaster could get it.';
      return {
        desktop: desktop ? 'absent' : 'off',
        mail: !mail ? { kind: 'off' } : to === null ? { kind: 'not-sent', because } : { kind: 'sent', to },
      };
    },
    'server.pause': (until) => {
      save('status', () => {
        world.paused = { since: startedAt, until };
      });
    },
    'server.resume': () => {
      save('status', () => {
        world.paused = null;
      });
    },
    'mailboxes.list': () => [],
    ...logHandlers(world, () => countersOf(world.sessions)),
    'log.stats': (from, to) =>
      statsOfHistory(world, from) ??
      (world.domains.length === 0 ? { hours: [], reasons: [], networks: [] } : officeStats(from, to)),
    'sessions.disconnect': (id) => {
      const place = world.sessions.findIndex((session) => session.id === id && session.endedAt === null);
      const running = world.sessions[place];
      if (running) world.sessions[place] = endedSession(running);
      return running !== undefined;
    },
  };
}

/** What is left of a session that was ended by hand. */
function endedSession(session: SessionDetail): SessionDetail {
  const at = session.startedAt + 5000;
  const text = 'Disconnected by hand: Web console';
  return {
    ...session,
    revision: session.revision + 1,
    endedAt: at,
    result: 'closed',
    transcript: [...session.transcript, { at, from: 'note', text }],
  };
}

/** The list with the entry in place of the previous one, or at its end; an entry of the same name is a conflict. */
function replaced<T>(
  list: readonly T[],
  entry: T,
  nameOf: (entry: T) => string,
  previous: string | null,
): readonly T[] {
  const name = nameOf(entry);
  if (name !== previous && list.some((other) => nameOf(other) === name))
    throw new ApiError('conflict', `${name} is in the list already.`);
  if (!list.some((other) => nameOf(other) === previous)) return [...list, entry];
  return list.map((other) => (nameOf(other) === previous ? entry : other));
}

export function countersOf(sessions: readonly SessionDetail[]): LogCounters {
  const count = (result: SessionDetail['result']) =>
    sessions.filter((session) => session.result === result).length;
  return {
    running: count('running'),
    accepted: count('accepted'),
    blocked: count('blocked'),
    deferred: count('deferred'),
    closed: count('closed'),
    dropped: 0,
  };
}

function changesOf(world: FakeWorld, { hostname, localIps }: SetupDocument) {
  const changes = [];
  if (hostname !== undefined && hostname !== world.settings.hostname)
    changes.push({ path: 'hostname', before: world.settings.hostname, after: hostname });
  if (localIps !== undefined && localIps.join() !== world.localIps.join())
    changes.push({ path: 'localIps', before: world.localIps.join(', '), after: localIps.join(', ') });
  return changes;
}

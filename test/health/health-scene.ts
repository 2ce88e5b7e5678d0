import type { ServerStatus } from '../../server/contract/status.ts';
import { defaultSettings, type Settings } from '../../server/contract/settings.ts';
import type { HealthFacts, PolicyStanding } from '../../server/health/health-facts.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const SETTINGS = defaultSettings('mail.office.example');

export const STATUS: ServerStatus = {
  version: '1.0.0',
  hostname: 'mail.office.example',
  startedAt: NOW - HOUR_MS,
  policyRevision: 1,
  listeners: SETTINGS.listeners.map((listener) => ({
    ...listener,
    state: 'listening',
    boundPort: listener.port,
  })),
  certificate: {
    subject: 'CN=mail.office.example',
    issuer: 'CN=mail.office.example',
    notAfter: NOW + 60 * DAY_MS,
    selfSigned: true,
    fingerprint: 'AA',
  },
  storage: { state: 'ok', detail: '' },
  paused: null,
  counters: { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 },
  features: { domainSharing: false, popBeforeSmtp: true },
  warnings: [],
  notices: [],
};

/** A server on which nothing is amiss. */
export function facts(change: Partial<HealthFacts> = {}): HealthFacts {
  return {
    now: NOW,
    status: STATUS,
    logTroubles: [],
    queue: { waiting: 0, held: 0, oldestAt: null },
    disk: { freeBytes: 200e9, totalBytes: 256e9 },
    clockSetBackMs: 0,
    blockedAtHome: [],
    lastOutsideConnectionAt: NOW - HOUR_MS,
    outsiderSignedIn: false,
    relayTest: null,
    ...change,
  };
}

/** An office with one domain and one account, as strict as it was installed. */
export function standing(
  change: Partial<PolicyStanding> = {},
  options: Partial<Settings['options']> = {},
): PolicyStanding {
  return {
    settings: { ...SETTINGS, options: { ...SETTINGS.options, ...options } },
    lists: {
      whiteList: [],
      localIps: ['10.0.0.0/8'],
      trustedIps: [],
      allowList: [],
      gateways: [],
      accounts: [],
    },
    accounts: [{ address: 'anna@office.example', enabled: true, hasPassword: true, frozen: null }],
    domains: ['office.example'],
    ...change,
  };
}

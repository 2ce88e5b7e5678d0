import type { Migration } from './migrations.ts';

/**
 * Outgoing mail, DNS, sender checks, account limits and the stored log.
 *
 * BEFORE: outbound { mode, smartHost }; options.localSenderMustAuth without `unlessDmarcAligned`.
 * AFTER:  outbound { mode, smartHost, routes, retryHours, delayNoticeHours, connectionsPerHost, mtaSts };
 *         dns { servers, validating }; log { days, megabytes }; options.localSenderMustAuth.unlessDmarcAligned, options.dmarcMustPass and
 *         options.accountLimits, none of which refuses anything.
 */
export const from1To2: Migration = (before) => {
  const options = record(before['options']);
  return {
    ...before,
    schema: 2,
    options: {
      ...options,
      localSenderMustAuth: { ...record(options['localSenderMustAuth']), unlessDmarcAligned: false },
      dmarcMustPass: { mode: 'report', trustedArcSealers: [] },
      accountLimits: {
        mode: 'report',
        messagesPerHour: 200,
        messagesPerDay: 1000,
        recipientsPerHour: 500,
        recipientsPerDay: 2000,
        newRecipientsPerDay: 300,
      },
    },
    outbound: {
      ...record(before['outbound']),
      routes: [],
      retryHours: 120,
      delayNoticeHours: 4,
      connectionsPerHost: 5,
      mtaSts: true,
    },
    dns: { servers: [], validating: false },
    log: { days: 30, megabytes: 5000 },
  };
};

/** What is no object is left for the schema to refuse. */
function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

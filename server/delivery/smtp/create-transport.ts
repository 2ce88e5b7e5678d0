import type { Clock } from '../../contract/clock.ts';
import type { Database } from '../../contract/database.ts';
import type { Dns } from '../../contract/dns.ts';
import type { Settings } from '../../contract/settings.ts';
import { ConnectionPool } from './connection-pool.ts';
import { DeliveryAttempt } from './delivery-attempt.ts';
import { isLoopback } from './ip-ranges.ts';
import { createPolicyFetcher, type FetchPolicy } from './mta-sts/fetch-policy.ts';
import { PolicyTable } from './mta-sts/policy-table.ts';
import { StsPolicies } from './mta-sts/sts-policies.ts';
import { systemLookup } from './named-host.ts';
import { openSmtpClient, type ClientPorts } from './open-smtp-client.ts';
import { SMTP_TIMEOUTS } from './smtp-timeouts.ts';
import type { JobResult, OpenRecord, Transport } from './transport.ts';
import { trustedAuthorities } from './trusted-authorities.ts';

export interface TransportPorts {
  readonly dns: Dns;
  /** With the tables of `deliveryPolicyMigrations`. */
  readonly database: Database;
  /** Asked for each message, so that a change counts at once. */
  readonly settings: () => Pick<Settings, 'hostname' | 'outbound'>;
  /** This machine's addresses; those of loopback always are. */
  readonly isOwnAddress: (ip: string) => boolean;
  readonly openRecord: OpenRecord;
  readonly clock: Clock;
  /** From 0 up to 1, as Math.random. */
  readonly random: () => number;
  readonly fetchPolicy?: FetchPolicy;
  /** Stands in for what the real network has: servers on port 25, certificates of known authorities. */
  readonly network?: Partial<
    Pick<ClientPorts, 'timeouts' | 'authorities'> & {
      readonly mxPort: number;
      /** False: other domains' servers may be on this machine. */
      readonly loopbackIsOwn: boolean;
      readonly idleMs: number;
      readonly messagesPerConnection: number;
      readonly systemLookup: typeof systemLookup;
    }
  >;
}

/** Servers close idle connections after some minutes; ours are gone long before. */
const IDLE_MS = 20_000;
const MESSAGES_PER_CONNECTION = 100;

export function createTransport(ports: TransportPorts): Transport {
  const { dns, clock, random, settings, network = {} } = ports;
  const { loopbackIsOwn = true } = network;
  const authorities = network.authorities ?? trustedAuthorities;
  const clientPorts: ClientPorts = {
    hostname: () => settings().hostname,
    clock,
    openRecord: ports.openRecord,
    timeouts: network.timeouts ?? SMTP_TIMEOUTS,
    authorities,
  };
  const pool = new ConnectionPool({
    open: (server, signal) => openSmtpClient(server, clientPorts, signal),
    connectionsPerHost: () => settings().outbound.connectionsPerHost,
    clock,
    reuse: {
      messages: network.messagesPerConnection ?? MESSAGES_PER_CONNECTION,
      idleMs: network.idleMs ?? IDLE_MS,
    },
  });
  const policies = new StsPolicies({
    dns,
    clock,
    table: new PolicyTable(ports.database),
    fetch: ports.fetchPolicy ?? createPolicyFetcher({ dns, authorities }),
  });
  const ending = new AbortController();
  const underWay = new Set<Promise<JobResult>>();

  return {
    send: (job) => {
      const { hostname, outbound } = settings();
      const signal = job.signal === undefined ? ending.signal : AbortSignal.any([ending.signal, job.signal]);
      const find = {
        dns,
        hostname,
        isOwnAddress: (ip: string) => (loopbackIsOwn && isLoopback(ip)) || ports.isOwnAddress(ip),
        random,
        systemLookup: network.systemLookup ?? systemLookup,
        sts: outbound.mtaSts ? policies : null,
        mxPort: network.mxPort ?? 25,
      };
      const result = new DeliveryAttempt(job, { find, pool, clock, signal }).run();
      underWay.add(result);
      return result.finally(() => underWay.delete(result));
    },
    forgetFailures: () => {
      pool.forgetFailures();
    },
    dispose: async () => {
      ending.abort();
      pool.close();
      await Promise.allSettled(underWay);
      pool.close();
    },
  };
}

import tls from 'node:tls';
import { parseAddress, type Address } from '../../../server/contract/address.ts';
import type { DsnRequest } from '../../../server/contract/message-store.ts';
import { DEFAULT_OUTBOUND } from '../../../server/contract/settings.ts';
import { createTransport, type TransportPorts } from '../../../server/delivery/smtp/create-transport.ts';
import { deliveryPolicyMigrations } from '../../../server/delivery/smtp/mta-sts/policy-table.ts';
import type { SmtpTimeouts } from '../../../server/delivery/smtp/smtp-timeouts.ts';
import type {
  DeliveryJob,
  DeliveryRoute,
  JobRecipient,
  RecipientOutcome,
  Transport,
} from '../../../server/delivery/smtp/transport.ts';
import { openMemoryDatabase, type MemoryDatabase } from '../../helpers/memory-database.ts';
import { tableDns, type TableDns } from '../../helpers/table-dns.ts';

export const NOW = 1_700_000_000_000;
export const MESSAGE = 'Subject: hello\r\n\r\nHello.\r\n';

export interface Recorded {
  readonly about: string;
  readonly lines: string[];
  readonly events: string[];
}

/** A transport whose world is a table and this machine. */
export class TransportFixture {
  readonly dns: TableDns;
  readonly records: Recorded[] = [];
  readonly transport: Transport;
  now = NOW;
  connectionsPerHost = 5;
  readonly #database: MemoryDatabase = openMemoryDatabase(deliveryPolicyMigrations);

  constructor(
    table: Parameters<typeof tableDns>[0] = {},
    ports: Partial<Pick<TransportPorts, 'fetchPolicy' | 'network'>> = {},
  ) {
    this.dns = tableDns(table);
    this.transport = createTransport({
      dns: this.dns,
      database: this.#database,
      settings: () => ({
        hostname: 'us.test',
        outbound: { ...DEFAULT_OUTBOUND, connectionsPerHost: this.connectionsPerHost },
      }),
      isOwnAddress: () => false,
      openRecord: ({ host, ip, port }) => this.#openRecord(`${host} ${ip} ${String(port)}`),
      clock: () => this.now,
      random: () => 0,
      fetchPolicy: ports.fetchPolicy ?? (() => Promise.reject(new Error('there is none'))),
      network: {
        loopbackIsOwn: false,
        timeouts: PATIENT,
        systemLookup: () => Promise.reject(new Error('unknown')),
        ...ports.network,
      },
    });
  }

  async stop(): Promise<void> {
    await this.transport.dispose();
    this.#database.close();
  }

  /** Sends, and answers the outcomes in the order of the recipients. */
  async send(job: DeliveryJob): Promise<readonly (RecipientOutcome | undefined)[]> {
    const result = await this.transport.send(job);
    return job.recipients.map(({ entryId }) => result.get(entryId));
  }

  /** Everything that all connections said, `C:` for us. */
  transcript(): readonly string[] {
    return this.records.flatMap(({ lines }) => lines);
  }

  #openRecord(about: string) {
    const recorded: Recorded = { about, lines: [], events: [] };
    this.records.push(recorded);
    return {
      line: (from: 'client' | 'server' | 'note', text: string) => {
        recorded.lines.push(`${from === 'client' ? 'C' : from === 'server' ? 'S' : 'N'}: ${text}`);
      },
      update: (change: object) => {
        recorded.events.push(JSON.stringify(change));
      },
      recipient: (address: string) => {
        recorded.events.push(`recipient ${address}`);
      },
      refused: ({ code, because }: { code: number; because: string }) => {
        recorded.events.push(`refused ${String(code)} ${because}`);
      },
      accepted: () => {
        recorded.events.push('accepted');
      },
      close: () => {
        recorded.events.push('close');
      },
    };
  }
}

/** Long enough for a busy machine, short enough for a test that waits for one. */
export const PATIENT: SmtpTimeouts = {
  connect: 10_000,
  greeting: 10_000,
  command: 10_000,
  dot: 10_000,
  transaction: 20_000,
};
export const HASTY: SmtpTimeouts = { connect: 300, greeting: 300, command: 300, dot: 300, transaction: 5000 };

export function toHost(port: number, more: Partial<Extract<DeliveryRoute, { kind: 'host' }>> = {}) {
  const host = '127.0.0.1';
  return { kind: 'host', host, port, tls: 'none', login: null, name: 'smart host', ...more } as const;
}

export function jobFor(
  route: DeliveryRoute,
  to: readonly string[],
  more: Partial<DeliveryJob> & { readonly content?: string | Buffer } = {},
): DeliveryJob {
  const { content = MESSAGE, ...rest } = more;
  const bytes = Buffer.from(content);
  return {
    route,
    envelope: envelope(),
    recipients: to.map((text, index) => recipient(index + 1, text)),
    open: () => Promise.resolve(inChunks([bytes])),
    size: bytes.length,
    ...rest,
  };
}

export function envelope(more: Partial<DeliveryJob['envelope']> = {}): DeliveryJob['envelope'] {
  return {
    id: 'm1',
    receivedAt: NOW,
    sessionId: 's1',
    account: null,
    returnPath: address('u1@us.test'),
    smtpUtf8: false,
    eightBit: false,
    dsnEnvelopeId: null,
    dsnReturn: null,
    sizeBytes: 1,
    ...more,
  };
}

export function recipient(entryId: number, text: string, dsn: Partial<DsnRequest> = {}): JobRecipient {
  return { entryId, address: address(text), dsn: { notify: [], originalRecipient: null, ...dsn } };
}

export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`${text} is no address`);
  return parsed;
}

export async function* inChunks(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

export function trusting(...certificates: readonly string[]): () => tls.SecureContext {
  return () => tls.createSecureContext({ ca: [...certificates] });
}

export function failureOf(outcome: RecipientOutcome | undefined): string {
  if (outcome === undefined || outcome.kind === 'delivered') return outcome?.kind ?? 'nothing';
  const { code, enhanced, text, host } = outcome.failure;
  return [outcome.kind, code ?? '-', enhanced, `(${host ?? '-'})`, text].join(' ');
}

import type { Clock } from '../../contract/clock.ts';
import { ConnectionLane, type ReuseLimits } from './connection-lane.ts';
import { mailServerKey, type MailServer } from './mail-server.ts';
import type { OpenedClient } from './open-smtp-client.ts';
import type { SmtpClient } from './smtp-client.ts';

export interface PoolPorts {
  readonly open: (server: MailServer, signal: AbortSignal) => Promise<OpenedClient>;
  readonly connectionsPerHost: () => number;
  readonly clock: Clock;
  readonly reuse: ReuseLimits;
}

/** When lanes that have nothing left are looked for. */
const CROWDED = 500;

/** Connections by server: shared by all messages that go there in the same way. */
export class ConnectionPool {
  readonly #ports: PoolPorts;
  readonly #lanes = new Map<string, ConnectionLane>();
  readonly #laneOf = new WeakMap<SmtpClient, ConnectionLane>();

  constructor(ports: PoolPorts) {
    this.#ports = ports;
  }

  /** Whoever gets a client has it alone until `release`. */
  async acquire(server: MailServer, signal: AbortSignal): Promise<OpenedClient> {
    const lane = this.#lane(server);
    const opened = await lane.acquire(signal);
    if (opened.kind === 'open') this.#laneOf.set(opened.client, lane);
    return opened;
  }

  release(client: SmtpClient): void {
    this.#laneOf.get(client)?.release(client);
  }

  forgetFailures(): void {
    for (const lane of this.#lanes.values()) lane.forgetFailures();
  }

  /** Ends idle connections and breaks the others. */
  close(): void {
    for (const lane of this.#lanes.values()) lane.close();
  }

  #lane(server: MailServer): ConnectionLane {
    const key = mailServerKey(server);
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    if (this.#lanes.size >= CROWDED)
      for (const [name, lane] of this.#lanes) if (lane.isEmpty) this.#lanes.delete(name);
    const { open, connectionsPerHost: limit, clock, reuse } = this.#ports;
    const lane = new ConnectionLane({ open: (signal) => open(server, signal), limit, clock, reuse });
    this.#lanes.set(key, lane);
    return lane;
  }
}

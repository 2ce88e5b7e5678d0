import type net from 'node:net';
import tls from 'node:tls';
import { SMTPServer } from 'smtp-server';
import type { SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';
import { ConnectionLimits } from '../../guard/connection-limits.ts';
import type { EngineLimits } from './engine-limits.ts';
import { GateConnection } from './gate-connection.ts';
import { DISCONNECTED_421, SHUTTING_DOWN_421 } from './replies.ts';
import type { EngineSettings, SessionHandler } from './session-handler.ts';

/** Who is at the other end. IPv4-mapped addresses are written as IPv4. */
export interface ConnectionInfo {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
}

/** A private key and its certificate chain, both PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface Engine {
  readonly settings: EngineSettings;
  readonly limits: EngineLimits;
  /** Asked for each connection before anything is spent on it: `drop` closes it without a word. */
  readonly admit: (ip: string) => 'accept' | 'drop';
  readonly createHandler: (client: ConnectionInfo) => SessionHandler;
  /** Trouble of single connections and of the listening socket; the server goes on. */
  readonly onError: (error: Error) => void;
}

/** How long handlers may take to settle once their sockets have been destroyed. */
const SETTLE_MS = 2_000;

/** One listener: the library's server with our connections in it. */
export class GateServer extends SMTPServer {
  readonly engine: Engine;
  readonly #live = new Set<GateConnection>();
  /** Clients in front of a session that is yet to be counted: with implicit TLS it starts behind the handshake. */
  readonly #handshakes = new ConnectionLimits(() => ({
    sessions: Infinity,
    sessionsPerNetwork: this.engine.limits.handshakesPerNetwork,
  }));
  #isDraining = false;

  constructor(engine: Engine, identity: TlsIdentity) {
    super({
      ...identity,
      secure: engine.settings.tls === 'implicit',
      minVersion: 'TLSv1.2',
      name: engine.settings.hostname,
      socketTimeout: engine.limits.commandMs,
      logger: false,
    });
    this.engine = engine;
    // Without a listener a reset connection would end the process.
    this.on('error', engine.onError);
  }

  /** Connections whose end has not been reported to their handler yet. */
  get connectionCount(): number {
    return this.#live.size;
  }

  /** New handshakes use the new identity. Throws where key and certificate do not match, and keeps the old one. */
  updateIdentity({ key, cert }: TlsIdentity): void {
    // The library forgets the old context before it has tried the new one.
    tls.createSecureContext({ key, cert });
    this.updateSecureContext({ key, cert });
  }

  override connect(socket: net.Socket | tls.TLSSocket, options?: SMTPConnectionOptions | null): void {
    if (this.#isDraining) {
      socket.destroy();
      return;
    }
    const connection = new GateConnection(this, socket, options);
    // A client may close its side behind QUIT or the last dot; what it sent is still answered.
    socket.allowHalfOpen = true;
    this.connections.add(connection);
    this.#live.add(connection);
    void connection.gone.then(() => this.#live.delete(connection));
    connection.on('error', (error: Error) => {
      this._onError(error);
    });
    connection.init();
  }

  override _acceptSocket(socket: net.Socket, handshake: boolean): (() => void) | false {
    // The library has no listener on the socket until the session starts.
    socket.on('error', () => undefined);
    const ip = plainAddress(socket.remoteAddress ?? '');
    if (this.engine.admit(ip) === 'drop') return drop(socket);
    if (!handshake) return super._acceptSocket(socket, handshake);

    const place = this.#handshakes.acquire(ip);
    if (place.kind === 'refused') return drop(socket);
    socket.once('close', place.release);
    const accepted = super._acceptSocket(socket, handshake);
    return (
      accepted &&
      (() => {
        place.release();
        accepted();
      })
    );
  }

  /** Ends one session at once; false where none has this id. */
  disconnect(sessionId: string, because: string): boolean {
    const connection = [...this.#live].find((live) => live.sessionId === sessionId);
    connection?.cut(DISCONNECTED_421, because);
    return connection !== undefined;
  }

  /**
   * Stops accepting, says goodbye to idle sessions, lets messages under way finish for at most `drainMs`, then
   * cuts what is left. Resolves when every session has ended.
   */
  async drain(drainMs: number): Promise<void> {
    this.#isDraining = true;
    this.server.close();
    for (const socket of this._pendingSockets.values()) socket.destroy();
    for (const connection of this.#live) connection.part(SHUTTING_DOWN_421, 'the server shuts down', true);
    await this.#allGoneWithin(drainMs);
    for (const connection of this.#live) connection.destroy();
    await this.#allGoneWithin(SETTLE_MS);
  }

  async #allGoneWithin(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([Promise.all([...this.#live].map((connection) => connection.gone)), late]);
    clearTimeout(timer);
  }
}

function drop(socket: net.Socket): false {
  socket.destroy();
  return false;
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[0-9.]+$)/i, '');
}

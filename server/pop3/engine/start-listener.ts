import net from 'node:net';
import tls from 'node:tls';
import { ConnectionLimits } from '../../guard/connection-limits.ts';
import { Connection } from './connection.ts';
import { ENGINE_LIMITS, type EngineLimits } from './engine-limits.ts';
import { DISCONNECTED, SHUTTING_DOWN } from './refusals.ts';
import type { SessionHandler } from './session-handler.ts';

/** A private key and its certificate chain, both PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface ListenerOptions {
  readonly hostname: () => string;
  readonly tls: 'starttls' | 'implicit';
  readonly identity: TlsIdentity;
  readonly createHandler: (client: { readonly ip: string; readonly localPort: number }) => SessionHandler;
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** Default: ENGINE_LIMITS. */
  readonly limits?: Partial<EngineLimits>;
}

export interface Listener {
  /** The port that was bound. */
  readonly port: number;
  connectionCount(): number;
  /** The session hears -ERR and is closed, whatever it is doing; false where none has this id. `because` is for the log. */
  disconnect(sessionId: string, because: string): boolean;
  /** New handshakes use the new identity. Throws where key and certificate do not match, and keeps the old. */
  updateTls(identity: TlsIdentity): void;
  /**
   * Stops accepting, says goodbye to idle sessions, lets commands under way finish for at most `drainMs`, then cuts
   * what is left. Resolves when every session has ended.
   */
  close(drainMs: number): Promise<void>;
}

/** A vanished client is found out long before the autologout timer, and its mailbox is free again. */
const KEEP_ALIVE_MS = 60_000;

/** Starts to listen. Rejects with the error of the system where the port cannot be bound (`EADDRINUSE`, `EACCES`). */
export function startListener(options: ListenerOptions): Promise<Listener> {
  const limits = { ...ENGINE_LIMITS, ...options.limits };
  const connections = new Set<Connection>();
  const inHandshake = new Set<net.Socket>();
  const handshakes = new ConnectionLimits(() => ({
    sessions: Infinity,
    sessionsPerNetwork: limits.handshakesPerNetwork,
  }));
  let context = contextOf(options.identity);
  let isClosing = false;

  function serve(socket: net.Socket, ip: string): void {
    if (isClosing || socket.destroyed) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, {
      hostname: options.hostname(),
      limits,
      handler: options.createHandler({ ip, localPort: socket.localPort ?? options.port }),
      secureContext: () => context,
    });
    connections.add(connection);
    void connection.gone.then(() => connections.delete(connection));
  }

  /** The session begins behind the handshake; until then the client is counted by its network alone. */
  function serveSecurely(plain: net.Socket, ip: string): void {
    const place = handshakes.acquire(ip);
    if (place.kind === 'refused') {
      plain.destroy();
      return;
    }
    inHandshake.add(plain);
    const secure = new tls.TLSSocket(plain, { isServer: true, secureContext: context });
    const tooSlow = setTimeout(() => plain.destroy(), limits.handshakeMs).unref();
    secure.on('error', () => undefined);
    secure.once('close', () => {
      clearTimeout(tooSlow);
      inHandshake.delete(plain);
      place.release();
      plain.destroy();
    });
    secure.once('secure', () => {
      clearTimeout(tooSlow);
      inHandshake.delete(plain);
      place.release();
      serve(secure, ip);
    });
  }

  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    // Until a session has taken it over; a reset connection must not end the process.
    socket.on('error', () => undefined);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    const ip = socket.remoteAddress ?? '';
    if (options.tls === 'implicit') serveSecurely(socket, ip);
    else serve(socket, ip);
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : options.port,
        connectionCount: () => connections.size,
        disconnect: (sessionId, because) => {
          const connection = [...connections].find((live) => live.sessionId === sessionId);
          connection?.cut(DISCONNECTED, because);
          return connection !== undefined;
        },
        updateTls: (identity) => {
          context = contextOf(identity);
        },
        async close(drainMs) {
          isClosing = true;
          server.close();
          for (const socket of inHandshake) socket.destroy();
          for (const connection of connections) connection.part(SHUTTING_DOWN, 'the server shuts down');
          const cut = setTimeout(() => {
            for (const connection of connections) connection.destroy();
          }, drainMs);
          await Promise.all([...connections].map(({ gone }) => gone));
          clearTimeout(cut);
        },
      });
    });
  });
}

function contextOf({ key, cert }: TlsIdentity): tls.SecureContext {
  return tls.createSecureContext({ key, cert, minVersion: 'TLSv1.2' });
}

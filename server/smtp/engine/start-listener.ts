import { ENGINE_LIMITS, type EngineLimits } from './engine-limits.ts';
import { GateServer, type Engine, type TlsIdentity } from './gate-server.ts';
import type { EngineSettings } from './session-handler.ts';

export interface ListenerOptions {
  readonly settings: EngineSettings;
  readonly tls: TlsIdentity;
  readonly createHandler: Engine['createHandler'];
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** Default: everyone. */
  readonly admit?: Engine['admit'];
  /** Default: ENGINE_LIMITS. */
  readonly limits?: Partial<EngineLimits>;
  /** Default: nobody is told; such trouble is everyday life on a mail port. */
  readonly onError?: Engine['onError'];
}

export interface Listener {
  /** The port that was bound. */
  readonly port: number;
  connectionCount(): number;
  /** The session hears 421 and is closed, whatever it is doing; false where none has this id. `because` is for the log. */
  disconnect(sessionId: string, because: string): boolean;
  /** New handshakes use the new identity, STARTTLS in running sessions too. Throws where key and certificate do not match, and keeps the old. */
  updateTls(identity: TlsIdentity): void;
  /** Drains: see GateServer. Resolves when the last session has ended. */
  close(drainMs: number): Promise<void>;
}

/** Starts to listen. Rejects with the error of the system where the port cannot be bound (`EADDRINUSE`, `EACCES`). */
export function startListener(options: ListenerOptions): Promise<Listener> {
  const server = new GateServer(
    {
      settings: options.settings,
      limits: { ...ENGINE_LIMITS, ...options.limits },
      createHandler: options.createHandler,
      admit: options.admit ?? (() => 'accept'),
      onError: options.onError ?? (() => undefined),
    },
    options.tls,
  );
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject);
      const address = server.server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : options.port,
        connectionCount: () => server.connectionCount,
        disconnect: (sessionId, because) => server.disconnect(sessionId, because),
        updateTls: (identity) => {
          server.updateIdentity(identity);
        },
        close: (drainMs) => server.drain(drainMs),
      });
    });
  });
}

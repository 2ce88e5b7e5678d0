import { formatNetwork, parseNetwork } from '../contract/network.ts';
import type { ListenerSettings } from '../contract/settings.ts';
import type { EngineLimits } from './engine/engine-limits.ts';
import type { TlsIdentity } from './engine/gate-server.ts';
import type { EngineSettings } from './engine/session-handler.ts';
import { startListener, type Listener } from './engine/start-listener.ts';
import { GateSession } from './session/gate-session.ts';
import type { SessionServices } from './session/session-services.ts';

/** One listener of the settings that speaks SMTP. */
export interface SmtpListenerSettings extends Pick<ListenerSettings, 'name' | 'host' | 'port' | 'tls'> {
  readonly kind: 'smtp' | 'msa';
}

export interface SmtpListenerOptions {
  readonly listener: SmtpListenerSettings;
  readonly identity: TlsIdentity;
  readonly services: SessionServices;
  /**
   * How long a client of an `smtp` listener must stay silent before it is greeted; one that talks early gets
   * `421`. Default 0: whoever delivers mail is greeted at once. Submission never waits.
   */
  readonly greetingDelayMs?: number;
  /**
   * The address that the policy sees for a connection by which the server tests itself; null for everybody else's. Asked
   * for clients that come from the address they go to, once each.
   */
  readonly testedAs?: (sourcePort: number) => string | null;
  readonly engineLimits?: Partial<EngineLimits>;
}

/** A listener that accepts connections; `close` drains it. */
export type SmtpListener = Listener;

/**
 * Starts one listener: the engine, with a session of its own for each connection. The host name and the limits
 * of the settings are followed as they change. Rejects with the error of the system where the port cannot be
 * bound (`EADDRINUSE`, `EACCES`).
 */
export function startSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const { listener, identity, services, testedAs = () => null } = options;
  const { name, kind, host, port } = listener;
  return startListener({
    host,
    port,
    tls: identity,
    settings: engineSettings(options),
    createHandler: ({ remoteAddress, remotePort, localAddress, localPort }) => {
      const at = { name, kind, port: localPort };
      const clientIp = canonicalIp(remoteAddress);
      // A test comes from the very address that it goes to; anybody else may come from a port of that number.
      const testIp = clientIp === canonicalIp(localAddress) ? testedAs(remotePort) : null;
      if (testIp === null) return new GateSession(at, clientIp, services);
      const session = new GateSession(at, testIp, services);
      session.transcript('note', `Gatepost tests itself, as a client at ${testIp} would find it.`);
      return session;
    },
    ...(options.engineLimits && { limits: options.engineLimits }),
  });
}

function engineSettings({ listener, services, greetingDelayMs = 0 }: SmtpListenerOptions): EngineSettings {
  return {
    kind: listener.kind,
    tls: listener.tls,
    greetingDelayMs: listener.kind === 'smtp' ? greetingDelayMs : 0,
    get hostname() {
      return services.policy().settings.hostname;
    },
    get messageBytes() {
      return services.policy().settings.limits.messageBytes;
    },
    get recipients() {
      return services.policy().settings.limits.recipients;
    },
  };
}

/** One spelling for one address, without the zone of a link-local one: by it the guards count. */
function canonicalIp(ip: string): string {
  const network = parseNetwork(ip);
  return network === null ? ip : formatNetwork(network);
}

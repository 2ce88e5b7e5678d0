import { formatNetwork, parseNetwork } from '../contract/network.ts';
import type { ListenerSettings } from '../contract/settings.ts';
import type { EngineLimits } from './engine/engine-limits.ts';
import { startListener, type Listener, type TlsIdentity } from './engine/start-listener.ts';
import { Pop3Session } from './session/pop3-session.ts';
import type { Pop3Services } from './session/session-services.ts';

export interface Pop3ListenerOptions {
  readonly listener: Pick<ListenerSettings, 'name' | 'host' | 'port' | 'tls'>;
  readonly identity: TlsIdentity;
  readonly services: Pop3Services;
  readonly engineLimits?: Partial<EngineLimits>;
}

/**
 * Starts one POP3 listener: the engine, with a session of its own for each connection. Rejects with the error of the
 * system where the port cannot be bound (`EADDRINUSE`, `EACCES`).
 */
export function startPop3Listener(options: Pop3ListenerOptions): Promise<Listener> {
  const { listener, identity, services } = options;
  const { name, host, port, tls } = listener;
  return startListener({
    host,
    port,
    tls,
    identity,
    hostname: () => services.policy().settings.hostname,
    createHandler: ({ ip, localPort }) =>
      new Pop3Session({ name, port: localPort }, canonicalIp(ip), services),
    ...(options.engineLimits && { limits: options.engineLimits }),
  });
}

/** One spelling for one address, without the zone of a link-local one: by it the guards count. */
function canonicalIp(ip: string): string {
  const network = parseNetwork(ip);
  return network === null ? ip : formatNetwork(network);
}

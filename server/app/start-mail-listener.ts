import type { ListenerSettings } from '../contract/settings.ts';
import type { Listener as Pop3Listener } from '../pop3/engine/start-listener.ts';
import type { Pop3Services } from '../pop3/session/session-services.ts';
import { startPop3Listener } from '../pop3/start-pop3-listener.ts';
import type { TlsIdentity } from '../smtp/engine/gate-server.ts';
import type { SessionServices } from '../smtp/session/session-services.ts';
import { startSmtpListener, type SmtpListener } from '../smtp/start-smtp-listener.ts';

/** A listener that accepts connections, whatever it speaks; `close` drains it. */
export type MailListener = SmtpListener | Pop3Listener;

/**
 * Starts a listener of the settings. `testedAs`: see SmtpListenerOptions. Rejects with the error of the system where the
 * port cannot be bound.
 */
export function startMailListener(
  listener: ListenerSettings,
  identity: TlsIdentity,
  services: SessionServices & Pop3Services,
  testedAs: (sourcePort: number) => string | null,
): Promise<MailListener> {
  const { kind } = listener;
  return kind === 'pop3'
    ? startPop3Listener({ listener, identity, services })
    : startSmtpListener({ listener: { ...listener, kind }, identity, services, testedAs });
}

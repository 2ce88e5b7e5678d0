import type { ListenerState } from '../contract/status.ts';
import { FALLBACK_PORTS } from '../contract/fallback-ports.ts';
import type { ListenerSettings } from '../contract/settings.ts';
import type { TlsIdentity } from '../smtp/engine/gate-server.ts';
import { describeBindFailure, isPermissionDenied } from './bind-failure.ts';
import type { MailListener } from './start-mail-listener.ts';

/** How long sessions of a listener that is closed may still take. */
const DRAIN_MS = 10_000;

type Start = (listener: ListenerSettings) => Promise<MailListener>;

interface Entry {
  readonly settings: ListenerSettings;
  readonly listener: MailListener | null;
  readonly state: ListenerState;
}

/** The listeners of the settings, opened and closed as the settings change. */
export class Listeners {
  readonly #start: Start;
  #entries: readonly Entry[] = [];
  /** Closed, and their last sessions still running. */
  readonly #closing = new Set<Promise<void>>();
  /** The last call of `follow`. */
  #following: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(start: Start) {
    this.#start = start;
  }

  states(): readonly ListenerState[] {
    return this.#entries.map(({ state }) => state);
  }

  /** Ports on which users can submit mail now. */
  submissionPorts(): readonly number[] {
    return this.#entries.flatMap(({ settings, listener }) =>
      settings.kind === 'msa' && listener ? [listener.port] : [],
    );
  }

  /** Whether users can fetch their mail now. */
  servesMailboxes(): boolean {
    return this.#entries.some(({ settings, listener }) => settings.kind === 'pop3' && listener !== null);
  }

  /**
   * Opens and closes what has changed; the others go on, sessions and all. Those that failed are tried again.
   * Never rejects: what cannot be opened says so in its state. One call at a time; none opens anything after `close`.
   */
  follow(wanted: readonly ListenerSettings[]): Promise<void> {
    if (!this.#isClosed) this.#following = this.#follow(wanted);
    return this.#following;
  }

  async #follow(wanted: readonly ListenerSettings[]): Promise<void> {
    const kept = this.#entries.filter(
      (entry) => entry.listener && wanted.some((to) => isSame(entry.settings, to)),
    );
    const closed = this.#entries.filter((entry) => entry.listener && !kept.includes(entry));
    for (const { listener } of closed) if (listener) this.#close(listener);
    // The system gives a closed port back with the next turn of the event loop.
    if (closed.length > 0) await new Promise((resolve) => setImmediate(resolve));
    this.#entries = await Promise.all(
      wanted.map(
        async (settings) =>
          kept.find((entry) => isSame(entry.settings, settings)) ?? (await this.#open(settings)),
      ),
    );
  }

  /** Ends a session of any listener; false where none has this id. */
  disconnect(sessionId: string, because: string): boolean {
    return this.#entries.some(({ listener }) => listener?.disconnect(sessionId, because) ?? false);
  }

  updateTls(identity: TlsIdentity): void {
    for (const { listener } of this.#entries) listener?.updateTls(identity);
  }

  /** Stops accepting and resolves when the last session has ended, after ten seconds at the latest. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#following; // what it is about to open would be left open
    for (const { listener } of this.#entries) if (listener) this.#close(listener);
    this.#entries = [];
    await Promise.all(this.#closing);
  }

  #close(listener: MailListener): void {
    const closing = listener.close(DRAIN_MS).finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async #open(settings: ListenerSettings): Promise<Entry> {
    if (!settings.enabled) return { settings, listener: null, state: { ...settings, state: 'disabled' } };
    try {
      const listener = await this.#start(settings);
      return { settings, listener, state: { ...settings, state: 'listening', boundPort: listener.port } };
    } catch (cause) {
      return this.#openElsewhere(settings, cause);
    }
  }

  async #openElsewhere(settings: ListenerSettings, cause: unknown): Promise<Entry> {
    const failure = describeBindFailure(settings, cause);
    const failed: Entry = { settings, listener: null, state: { ...settings, state: 'failed', ...failure } };
    const port = FALLBACK_PORTS.get(settings.port);
    if (port === undefined || !isPermissionDenied(cause)) return failed;
    try {
      const listener = await this.#start({ ...settings, port });
      const state: ListenerState = { ...settings, state: 'fallback', boundPort: listener.port, ...failure };
      return { settings, listener, state };
    } catch (second) {
      const reason = `${failure.reason} Port ${port} in its place: ${describeBindFailure({ ...settings, port }, second).reason}`;
      return { ...failed, state: { ...settings, state: 'failed', reason, remedy: failure.remedy } };
    }
  }
}

function isSame(one: ListenerSettings, other: ListenerSettings): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.host === other.host &&
    one.port === other.port &&
    one.tls === other.tls &&
    one.enabled === other.enabled
  );
}

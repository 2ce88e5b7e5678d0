import type { SessionSummary } from '../contract/session-log.ts';

type Seen = Pick<SessionSummary, 'ip' | 'listenerKind' | 'startedAt' | 'account'>;

/** Remembers since the start who came from outside: it shows that port 25 can be reached, and that users are elsewhere. */
export class OutsideContacts {
  readonly #isOutside: (ip: string) => boolean;
  #lastConnectionAt: number | null = null;
  #somebodySignedIn = false;

  constructor(isOutside: (ip: string) => boolean) {
    this.#isOutside = isOutside;
  }

  /** The last connection to an `smtp` listener, in milliseconds since 1970. */
  get lastConnectionAt(): number | null {
    return this.#lastConnectionAt;
  }

  get somebodySignedIn(): boolean {
    return this.#somebodySignedIn;
  }

  /** Sessions of one moment, some of them perhaps seen before. */
  note(sessions: readonly Seen[]): void {
    for (const session of sessions) {
      const isNews = this.#isNewConnection(session) || this.#isFirstSignIn(session);
      if (!isNews || !this.#isOutside(session.ip)) continue;
      if (this.#isNewConnection(session)) this.#lastConnectionAt = session.startedAt;
      if (this.#isFirstSignIn(session)) this.#somebodySignedIn = true;
    }
  }

  #isNewConnection({ listenerKind, startedAt }: Seen): boolean {
    return listenerKind === 'smtp' && startedAt > (this.#lastConnectionAt ?? 0);
  }

  #isFirstSignIn({ account, listenerKind }: Seen): boolean {
    return !this.#somebodySignedIn && account !== null && listenerKind !== 'outbound';
  }
}

import type { Clock } from '../../contract/clock.ts';
import type { NewNotice, NoticeBoard } from '../../contract/notices.ts';
import type { ListenerState, ServerStatus } from '../../contract/status.ts';
import type { Health, HealthItem } from '../../contract/health.ts';

/** What of the health becomes a notice; see server/health/checks for what is wrong when. */
export type WatchedHealth = Pick<Health, 'items' | 'certificate' | 'disk'>;

const DAY_MS = 86_400_000;
/** The certificate's end is told when the check first sees it coming, and again when so many days are left. */
const REMINDER_DAYS = [7, 3, 1, 0] as const;
/** A disk has room again once there is a tenth more than when it was last told of: around the limit it says nothing. */
const ROOM_AGAIN = 1.1;

/**
 * Tells when something goes wrong that lasts, and when it is right again. Each trouble once, until it is over and comes
 * again.
 */
export class TroubleWatch {
  readonly #notices: NoticeBoard;
  readonly #clock: Clock;
  #down = new Set<string>();
  #isStoring = true;
  #logTroubles = new Set<string>();
  /** The days left when it was last told; null while the end is not near. */
  #certificateTold: number | null = null;
  #diskTold: { readonly severity: HealthItem['severity']; readonly freeBytes: number } | null = null;

  constructor(notices: NoticeBoard, clock: Clock) {
    this.#notices = notices;
    this.#clock = clock;
  }

  /** Costs nothing: to be called whenever the state may be another. */
  follow({ listeners, storage }: Pick<ServerStatus, 'listeners' | 'storage'>): void {
    this.#followListeners(listeners);
    const isStoring = storage.state === 'ok';
    if (isStoring !== this.#isStoring)
      this.#tell('storage-trouble', 'mail', {
        text: isStoring
          ? 'Mail can be stored again.'
          : `Mail cannot be stored, so that none is taken. ${storage.detail}`,
        page: '/dashboard',
        isOver: isStoring,
      });
    this.#isStoring = isStoring;
  }

  /** To be called every minute: what changes with time alone. */
  check({ items, certificate, disk }: WatchedHealth): void {
    this.#checkCertificate(itemOf(items, 'certificate-ends'), certificate.notAfter);
    this.#checkDisk(itemOf(items, 'disk-fills'), disk?.freeBytes ?? 0);
    this.#checkLog(items.filter(({ code }) => code === 'log-not-stored'));
  }

  #followListeners(listeners: readonly ListenerState[]): void {
    for (const listener of listeners) {
      const { name } = listener;
      const wasDown = this.#down.has(name);
      const isDown = listener.state === 'failed';
      if (isDown && !wasDown)
        this.#tell('listener-down', name, {
          text: `The listener “${name}” does not run. ${listener.reason} ${listener.remedy}`,
          page: '/server',
        });
      if (wasDown && (listener.state === 'listening' || listener.state === 'fallback'))
        this.#tell('listener-down', name, {
          text: `The listener “${name}” runs again, on port ${listener.boundPort}.`,
          page: '/server',
          isOver: true,
        });
    }
    this.#down = new Set(listeners.flatMap(({ name, state }) => (state === 'failed' ? [name] : [])));
  }

  #checkCertificate(item: HealthItem | undefined, notAfter: number): void {
    if (!item) {
      if (this.#certificateTold !== null)
        this.#tell('certificate-ends', 'certificate', {
          text: 'The certificate is a new one, and holds.',
          page: '/server',
          isOver: true,
        });
      this.#certificateTold = null;
      return;
    }
    const left = (notAfter - this.#clock()) / DAY_MS;
    const told = this.#certificateTold;
    if (told !== null && !REMINDER_DAYS.some((days) => left <= days && told > days)) return;
    this.#certificateTold = left;
    this.#tell('certificate-ends', 'certificate', { text: wordsOf(item), page: '/server' });
  }

  #checkDisk(item: HealthItem | undefined, freeBytes: number): void {
    const told = this.#diskTold;
    if (item) {
      if (told !== null && (told.severity === 'alarm' || item.severity === told.severity)) return;
      this.#diskTold = { severity: item.severity, freeBytes };
      this.#tell('disk-fills', item.severity, { text: wordsOf(item), page: pageOf(item) });
    } else if (told !== null && freeBytes >= told.freeBytes * ROOM_AGAIN) {
      this.#diskTold = null;
      // The end of what was told last, so that it is news where it begins again.
      this.#tell('disk-fills', told.severity, {
        text: 'The disk has room again.',
        page: '/dashboard',
        isOver: true,
      });
    }
  }

  #checkLog(items: readonly HealthItem[]): void {
    for (const item of items) {
      if (this.#logTroubles.has(item.detail)) continue;
      this.#tell('storage-trouble', 'log', { text: wordsOf(item), page: pageOf(item) });
    }
    if (items.length === 0 && this.#logTroubles.size > 0)
      this.#tell('storage-trouble', 'log', {
        text: 'Sessions are stored in the log again.',
        page: '/log',
        isOver: true,
      });
    this.#logTroubles = new Set(items.map(({ detail }) => detail));
  }

  #tell(code: NewNotice['code'], subject: string, notice: Omit<NewNotice, 'code' | 'subject'>): void {
    this.#notices.tell({ code, subject, ...notice });
  }
}

function itemOf(items: readonly HealthItem[], code: string): HealthItem | undefined {
  return items.find((item) => item.code === code);
}

function wordsOf({ text, detail }: HealthItem): string {
  return detail === '' ? text : `${text} ${detail}`;
}

function pageOf({ action }: HealthItem): string {
  return action?.page ?? '/dashboard';
}

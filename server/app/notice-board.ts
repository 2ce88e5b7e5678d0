import type { NoticeCode } from '../contract/notice-codes.ts';
import type { Clock } from '../contract/clock.ts';
import type { NewNotice, Notice, NoticeBoard } from '../contract/notices.ts';
import { BoundedMap } from '../guard/bounded-map.ts';

/** Kept in memory only: what lasts, a frozen account or a blocked network, is on its own page. */
const MOST_NOTICES = 200;
const MOST_SUBJECTS = 10_000;
const HOUR_MS = 60 * 60_000;
const FLOOD_WINDOW_MS = 10 * 60_000;
/** Notices of one kind that are told one by one within ten minutes; what is beyond is summed up. */
const TOLD_ONE_BY_ONE = 5;

export interface NoticeBoardOptions {
  readonly clock: Clock;
  /** Runs something later; answers what calls it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  /** The list has changed. */
  readonly onChange: () => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** The ten minutes in which notices of one kind are counted. */
interface FloodWindow {
  readonly callOff: () => void;
  told: number;
  held: number;
  /** The last one that was held back: the sum leads to its page. */
  last: NewNotice | null;
}

/**
 * What the administrator should hear of without looking. One notice for one subject within an hour; where many come
 * at once, as when a botnet attacks, the first are told one by one and the others as a number.
 */
export class LiveNoticeBoard implements NoticeBoard {
  readonly #options: NoticeBoardOptions;
  readonly #listeners = new Set<(notice: Notice) => void>();
  /** By kind and subject: when it was told last. */
  readonly #toldAt = new BoundedMap<string, number>(MOST_SUBJECTS);
  readonly #windows = new Map<NoticeCode, FloodWindow>();
  #notices: readonly Notice[] = [];
  #lastId = 0;

  constructor(options: NoticeBoardOptions) {
    this.#options = options;
  }

  tell(notice: NewNotice): void {
    const { code, subject, isOver = false } = notice;
    const now = this.#options.clock();
    const key = JSON.stringify([code, subject, isOver]);
    const toldAt = this.#toldAt.get(key);
    // A clock that has been put back silences nothing.
    if (toldAt !== undefined && now >= toldAt && now - toldAt < HOUR_MS) return;
    this.#toldAt.set(key, now);
    // What begins again after its end is news, and so is its next end.
    this.#toldAt.delete(JSON.stringify([code, subject, !isOver]));
    const window = this.#windows.get(code) ?? this.#openWindow(code, 0);
    if (window.told < TOLD_ONE_BY_ONE) {
      window.told++;
      this.#publish(notice);
    } else {
      window.held++;
      window.last = notice;
    }
  }

  /** Newest first. */
  list(): readonly Notice[] {
    return this.#notices;
  }

  dismiss(ids: readonly number[]): void {
    const dismissed = new Set(ids);
    this.#notices = this.#notices.filter(({ id }) => !dismissed.has(id));
    this.#options.onChange();
  }

  on(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    for (const { callOff } of this.#windows.values()) callOff();
    this.#windows.clear();
    this.#listeners.clear();
  }

  #openWindow(code: NoticeCode, told: number): FloodWindow {
    const callOff = this.#options.schedule(() => {
      this.#closeWindow(code);
    }, FLOOD_WINDOW_MS);
    const window: FloodWindow = { callOff, told, held: 0, last: null };
    this.#windows.set(code, window);
    return window;
  }

  /** A flood that goes on is told as one number every ten minutes, until ten minutes were quiet. */
  #closeWindow(code: NoticeCode): void {
    const window = this.#windows.get(code);
    this.#windows.delete(code);
    if (!window?.last) return;
    this.#openWindow(code, TOLD_ONE_BY_ONE);
    const { held, last } = window;
    this.#publish(held === 1 ? last : { ...last, text: sumUp(code, held), subject: '', isOver: false });
  }

  #publish({ code, text, subject, page, isOver = false }: NewNotice): void {
    const notice = { id: ++this.#lastId, at: this.#options.clock(), code, text, subject, page, isOver };
    this.#notices = [notice, ...this.#notices].slice(0, MOST_NOTICES);
    for (const listener of [...this.#listeners]) {
      try {
        listener(notice);
      } catch (cause) {
        this.#options.reportError('telling a notice', cause);
      }
    }
    this.#options.onChange();
  }
}

function sumUp(code: NoticeCode, count: number): string {
  return `${String(count)} more ${SUMS[code]} in the last 10 minutes.`;
}

const SUMS: Readonly<Record<NoticeCode, string>> = {
  'network-blocked': 'networks were blocked',
  'account-frozen': 'accounts were frozen',
  'account-limit-exceeded': 'accounts exceeded a limit',
  'queue-trouble': 'messages had trouble on their way',
  'attack-began': 'notices of attacks came',
  'certificate-ends': 'warnings about certificates came',
  'disk-fills': 'warnings about the disk came',
  'listener-down': 'notices about listeners came',
  'storage-trouble': 'notices about the storage came',
  test: 'test notices came',
};

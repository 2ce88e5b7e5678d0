import type { Clock } from '../../contract/clock.ts';
import type { NoticeTest } from '../../contract/notice-calls.ts';
import type { NoticeBoard } from '../../contract/notices.ts';
import { isLoud } from '../../contract/notice-codes.ts';
import type { Settings } from '../../contract/settings.ts';
import type { LiveNoticeBoard } from '../notice-board.ts';
import { AlertGroups, type LoudNotice } from './alert-groups.ts';
import type { NoticeMail } from './notice-mail.ts';

const MINUTE_MS = 60_000;

export type AlertListener = (notices: readonly LoudNotice[]) => void;

export interface LoudNoticesOptions {
  readonly clock: Clock;
  /** Runs something later; answers what calls it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  readonly board: NoticeBoard & Pick<LiveNoticeBoard, 'on'>;
  readonly settings: () => Settings['notices'];
  readonly mail: Pick<NoticeMail, 'send'>;
  readonly reportError: (step: string, cause: unknown) => void;
}

/**
 * Carries loud notices out of the window, as the settings say: to the desktop at most once in ten minutes for one
 * reason, by mail at most once an hour.
 */
export class LoudNotices {
  readonly #options: LoudNoticesOptions;
  readonly #listeners = new Set<AlertListener>();
  readonly #toDesktop: AlertGroups;
  readonly #toMail: AlertGroups;
  readonly #unsubscribe: () => void;

  constructor(options: LoudNoticesOptions) {
    this.#options = options;
    const { schedule, board, settings } = options;
    this.#toDesktop = new AlertGroups({
      quietMs: 10 * MINUTE_MS,
      schedule,
      deliver: (notices) => {
        if (settings().desktop) this.#show(notices);
      },
    });
    this.#toMail = new AlertGroups({
      quietMs: 60 * MINUTE_MS,
      schedule,
      deliver: ([first, ...others]) => {
        if (first && settings().mail) void options.mail.send([first, ...others]);
      },
    });
    this.#unsubscribe = board.on((notice) => {
      // A test goes its own way, past the quiet times.
      if (!isLoud(notice) || notice.code === 'test') return;
      this.#toDesktop.add(notice);
      this.#toMail.add(notice);
    });
  }

  /** Told of what is to be shown on the desktop, notices of one reason together; answers what ends the telling. */
  onAlert(listener: AlertListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async test(): Promise<NoticeTest> {
    const { board, clock, mail, settings } = this.#options;
    const { desktop, mail: isMailed } = settings();
    const at = clock();
    const notice = {
      code: 'test',
      text: 'This is a test: notices look like this.',
      subject: `test at ${at}`,
      page: '/server',
      isOver: false,
    } as const;
    board.tell(notice);
    const told: LoudNotice = { ...notice, id: 0, at };
    if (desktop) this.#show([told]);
    return {
      desktop: !desktop ? 'off' : this.#listeners.size > 0 ? 'shown' : 'absent',
      mail: isMailed ? await mail.send([told]) : { kind: 'off' },
    };
  }

  dispose(): void {
    this.#unsubscribe();
    this.#toDesktop.dispose();
    this.#toMail.dispose();
    this.#listeners.clear();
  }

  #show(notices: readonly LoudNotice[]): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(notices);
      } catch (cause) {
        this.#options.reportError('showing a notice on the desktop', cause);
      }
    }
  }
}

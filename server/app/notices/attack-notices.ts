import type { Clock } from '../../contract/clock.ts';
import type { NewNotice, NoticeBoard } from '../../contract/notices.ts';
import type { SessionSummary } from '../../contract/session-log.ts';
import { AttackWatch, type AttackNews } from '../../guard/attack-watch.ts';

const LOOK_MS = 60_000;
/** RFC 4954 §6: authentication credentials invalid. */
const SIGN_IN_FAILED = 535;

export interface AttackNoticesOptions {
  readonly clock: Clock;
  /** Runs something later; answers what calls it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  readonly notices: NoticeBoard;
  /** Machines of the office: a device with an old password is no attacker. */
  readonly isOurs: (ip: string) => boolean;
}

/** One notice when an attack begins, one with its numbers when it is over. */
export class AttackNotices {
  readonly #options: AttackNoticesOptions;
  readonly #watch: AttackWatch;
  #callOff: (() => void) | null = null;

  constructor(options: AttackNoticesOptions) {
    this.#options = options;
    this.#watch = new AttackWatch(options.clock);
  }

  /** A session has ended. Never throws. */
  ended({ ip, result, refusal, listenerKind }: SessionSummary): void {
    if (result !== 'blocked' || listenerKind === 'outbound' || this.#options.isOurs(ip)) return;
    this.#tell(this.#watch.note({ ip, failedSignIn: refusal?.code === SIGN_IN_FAILED }));
    if (this.#watch.isUnderAttack) this.#callOff ??= this.#lookLater();
  }

  dispose(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #lookLater(): () => void {
    return this.#options.schedule(() => {
      this.#tell(this.#watch.look());
      this.#callOff = this.#watch.isUnderAttack ? this.#lookLater() : null;
    }, LOOK_MS);
  }

  #tell(news: AttackNews | null): void {
    if (news !== null) this.#options.notices.tell(noticeOf(news));
  }
}

function noticeOf(news: AttackNews): NewNotice {
  const about = { code: 'attack-began', subject: 'attack', page: '/log?result=blocked' } as const;
  if (news.kind === 'ended') return { ...about, text: endOf(news), isOver: true };
  const from = `${number(news.sessions)} sessions from ${networks(news.networks)} were kept out within five minutes`;
  const what =
    news.by === 'many-guessers' ? 'Somebody guesses passwords from many places' : 'An attack has begun';
  return { ...about, text: `${what}: ${from}.` };
}

function endOf({
  lastedMs,
  sessions,
  networks: count,
  busiest,
}: Extract<AttackNews, { kind: 'ended' }>): string {
  const minutes = Math.max(1, Math.round(lastedMs / 60_000));
  const lasted =
    minutes < 120
      ? `${number(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}`
      : `${number(Math.round(minutes / 60))} hours`;
  const most = count > 1 ? `, ${number(busiest.sessions)} of them from ${busiest.network}` : '';
  return `The attack is over. It lasted ${lasted}; ${number(sessions)} sessions from ${networks(count)} were kept out${most}.`;
}

function networks(count: number): string {
  return `${number(count)} ${count === 1 ? 'network' : 'networks'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

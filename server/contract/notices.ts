import type { NoticeCode } from './notice-codes.ts';

/** Something that happened and that the administrator should hear of without looking. */
export interface Notice {
  readonly id: number;
  readonly at: number;
  /** `network-blocked`, `account-frozen`, ...: what decides about its rate, its icon and its page. */
  readonly code: NoticeCode;
  /** One sentence. Never a secret. */
  readonly text: string;
  /** What it is about: a network, an account, a domain. One notice for one subject within an hour. */
  readonly subject: string;
  /** The page of the window on which something can be done about it, with its query. */
  readonly page: string;
  /** What an earlier notice of this code and subject told of has ended. */
  readonly isOver: boolean;
}

/** A notice that is to be told; without `isOver` something has begun. */
export type NewNotice = Pick<Notice, 'code' | 'text' | 'subject' | 'page'> & Partial<Pick<Notice, 'isOver'>>;

/** Takes notices; what was told lately is not told again. Never blocks, never fails. */
export interface NoticeBoard {
  tell(notice: NewNotice): void;
}

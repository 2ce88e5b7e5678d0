import { z } from 'zod';
import type { Notice } from './notices.ts';

/** By which ways a test notice went out. */
export interface NoticeTest {
  /** `absent`: no desktop app listens, as where Gatepost runs as a service. */
  readonly desktop: 'shown' | 'off' | 'absent';
  readonly mail:
    | { readonly kind: 'sent'; readonly to: string }
    | { readonly kind: 'off' }
    /** `because`: one sentence. */
    | { readonly kind: 'not-sent'; readonly because: string };
}

export interface NoticeCalls {
  /** Newest first. */
  'notices.list': () => readonly Notice[];
  'notices.dismiss': (ids: readonly number[]) => void;
  /** Tells a notice that says it is a test, by every way that is on. Answers when the mail is stored. */
  'notices.test': () => NoticeTest;
}

const none = z.tuple([]);

export const NOTICE_ARGUMENTS = {
  'notices.list': none,
  'notices.dismiss': z.tuple([z.array(z.int()).max(1000)]),
  'notices.test': none,
};

/**
 * What notices are about, and how far each carries. `loud`: as a notification of the desktop and by mail; `quiet`: in
 * the window only. Loud is what somebody has to do something about, or would not forgive not to have been told; a
 * network that is blocked is an ordinary day.
 */
export const NOTICE_REACH = {
  'network-blocked': 'quiet',
  'attack-began': 'loud',
  'account-frozen': 'loud',
  'account-limit-exceeded': 'quiet',
  'queue-trouble': 'quiet',
  'certificate-ends': 'loud',
  'disk-fills': 'loud',
  'listener-down': 'loud',
  'storage-trouble': 'loud',
  /** The administrator wants to see that notices arrive. */
  test: 'loud',
} as const satisfies Readonly<Record<string, 'loud' | 'quiet'>>;

export type NoticeCode = keyof typeof NOTICE_REACH;
export type LoudNoticeCode = {
  [C in NoticeCode]: (typeof NOTICE_REACH)[C] extends 'loud' ? C : never;
}[NoticeCode];

export function isLoud<N extends { readonly code: NoticeCode }>(
  notice: N,
): notice is N & { readonly code: LoudNoticeCode } {
  return NOTICE_REACH[notice.code] === 'loud';
}

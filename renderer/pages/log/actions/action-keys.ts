import type { KeyboardEvent } from 'react';
import type { SessionSummary } from '../../../../server/contract/session-log.ts';
import { wantAction, type SessionAction } from '../../../state/wanted-action.ts';

/** Letters that act on a session. Only while the list or the detail has the focus (WCAG 2.1.4). */
export const ACTION_KEYS: Readonly<Partial<Record<string, SessionAction>>> = {
  w: 'whiteList',
  t: 'trust',
  u: 'unblock',
  b: 'block',
  o: 'openOption',
};

interface Shown {
  /** The session whose detail is open. */
  readonly session: string | null;
  readonly rowAt: (index: number) => SessionSummary | undefined;
  readonly show: (row: SessionSummary) => void;
}

/** Begins the action of a letter on the row that has the focus, or on the session whose detail has it. */
export function onActionKey(event: KeyboardEvent<HTMLElement>, { session, rowAt, show }: Shown): void {
  const action = ACTION_KEYS[event.key.toLowerCase()];
  const { target, currentTarget } = event;
  if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  // A dialog of the detail is elsewhere on the page, though React tells of its keys here too.
  if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return;
  if (target.closest('input, textarea, select')) return;
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
  const row = index === undefined ? undefined : rowAt(Number(index));
  const wanted = row?.id ?? (target.closest('.log-detail') ? session : null);
  if (wanted === null) return;
  event.preventDefault();
  if (row && row.id !== session) show(row);
  wantAction({ session: wanted, action });
}

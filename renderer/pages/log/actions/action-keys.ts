import type { KeyboardEvent } from 'react';
import type { SessionSummary } from '../../../../server/contract/session-log.ts';
import { actionOf } from '../../../shell/shortcuts.ts';
import { wantAction } from '../../../state/wanted-action.ts';

interface Shown {
  /** The session whose detail is open. */
  readonly session: string | null;
  readonly rowAt: (index: number) => SessionSummary | undefined;
  readonly show: (row: SessionSummary) => void;
}

/**
 * Begins the action of a letter on the row that has the focus, or on the session whose detail has it. Letters act
 * only there (WCAG 2.1.4).
 */
export function onActionKey(event: KeyboardEvent<HTMLElement>, { session, rowAt, show }: Shown): void {
  const action = actionOf('session', event);
  const { target, currentTarget } = event;
  if (action === null || event.defaultPrevented) return;
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

import type { AuditPort } from '../console/console-ports.ts';
import type { ChangeHistory } from '../contract/audit.ts';
import type { Clock } from '../contract/clock.ts';
import type { NoticeBoard } from '../contract/notices.ts';

export interface AuditPortOptions {
  readonly history: ChangeHistory;
  readonly clock: Clock;
  readonly notices: NoticeBoard;
  /** The history has changed. */
  readonly onChange: () => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** The change history as the console writes and reads it. A change whose record cannot be written stays. */
export function auditPort({ history, clock, notices, onChange, reportError }: AuditPortOptions): AuditPort {
  return {
    list: (query) => history.list(query),
    find: (id) => history.find(id),
    async add(change) {
      try {
        const id = await history.add({ ...change, at: clock() });
        onChange();
        return id;
      } catch (cause) {
        reportError('writing the change history', cause);
        notices.tell({
          code: 'storage-trouble',
          text: `A change was made but could not be written into the change history: ${change.summary}.`,
          subject: 'change history',
          page: '/changes',
        });
        return null;
      }
    },
    async explain(id, reason) {
      const isKnown = await history.explain(id, reason);
      if (isKnown) onChange();
      return isKnown;
    },
  };
}

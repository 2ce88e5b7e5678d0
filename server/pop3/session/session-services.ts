import type { Directory, PolicySnapshot } from '../../contract/directory-view.ts';
import type { Maildrops } from '../../contract/maildrops.ts';
import type { SessionLog } from '../../contract/session-recorder.ts';
import type { AuthFailureTracker } from '../../guard/auth-failure-tracker.ts';
import type { ConnectionLimits } from '../../guard/connection-limits.ts';
import type { DynamicScreen } from '../../guard/dynamic-screen.ts';
import type { MailboxLoginLedger } from '../../guard/mailbox-login-ledger.ts';
import type { MaildropLocks } from './maildrop-locks.ts';

/** What every POP3 session asks of the rest of the server; app.ts brings it together. */
export interface Pop3Services {
  /** The policy in force now. */
  readonly policy: () => PolicySnapshot;
  readonly directory: Directory;
  readonly maildrops: Maildrops;
  /** One for all POP3 listeners. */
  readonly maildropLocks: MaildropLocks;
  readonly mailboxLogins: Pick<MailboxLoginLedger, 'noteLogin'>;
  readonly log: SessionLog;
  readonly screen: Pick<DynamicScreen, 'check' | 'blockClient'>;
  readonly authFailures: Pick<AuthFailureTracker, 'failed' | 'succeeded'>;
  readonly connectionLimits: Pick<ConnectionLimits, 'acquire'>;
  /** Takes what went wrong inside, with the step it happened in; the client hears nothing of it. */
  readonly reportError: (step: string, cause: unknown) => void;
}

import { MailboxLoginLedger } from '../guard/mailbox-login-ledger.ts';
import { MaildropLocks } from '../pop3/session/maildrop-locks.ts';
import type { Pop3Services } from '../pop3/session/session-services.ts';
import type { SessionServices } from '../smtp/session/session-services.ts';
import type { Parts } from './open-parts.ts';
import type { ServerOptions } from './running-server.ts';
import type { Workings } from './workings.ts';

/** What sessions of all listeners ask of the rest of the server. */
export function sessionServices(
  { clock, reportError }: ServerOptions,
  { store, directory, mailboxLoginTable }: Parts,
  workings: Workings,
  submissionPorts: () => readonly number[],
): SessionServices & Pop3Services {
  const { policy, guards, intake, callouts, sending, authenticity, log, outgoing, messageId } = workings;
  return {
    ...guards,
    ...callouts,
    intake,
    sending: sending.sending,
    accountLimits: sending.accountLimits,
    authenticity,
    clock,
    policy: () => policy.current,
    directory,
    store: store.messages,
    queue: store.queue,
    maildrops: store.mailboxes,
    maildropLocks: new MaildropLocks(),
    mailboxLogins: new MailboxLoginLedger({
      clock,
      known: mailboxLoginTable.logins,
      onLogin: (accountId, at) => {
        mailboxLoginTable.noteLogin(accountId, at);
      },
    }),
    log: log.live,
    submissionPorts,
    messageId,
    tellDelivered: outgoing.tellDelivered,
    reportError,
  };
}

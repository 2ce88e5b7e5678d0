import { formatAddress } from '../contract/address.ts';
import type { Clock } from '../contract/clock.ts';
import type { AccountUsage } from '../contract/list-calls.ts';
import type { NoticeBoard } from '../contract/notices.ts';
import type { SendingPort } from '../console/console-ports.ts';
import type { OpenDirectory } from '../directory/open-directory.ts';
import { hashRecipient, type SendingTable } from '../directory/sending-table.ts';
import { SendingLedger } from '../guard/sending-ledger.ts';
import { limitsOf } from '../policy/account-limits.ts';
import type { AccountLimitActions } from '../smtp/session/session-services.ts';
import type { PolicyInForce } from './policy-in-force.ts';

/** Where the administrator sees and changes what accounts may send. */
const PAGE = '/send-as';

export interface AccountSendingOptions {
  readonly clock: Clock;
  readonly table: SendingTable;
  readonly directory: OpenDirectory;
  readonly policy: PolicyInForce;
  readonly notices: NoticeBoard;
  /** Accounts have changed without the console's doing. */
  readonly onChange: () => void;
}

/** How much accounts have sent, and what follows where it is too much. */
export interface AccountSending {
  readonly sending: SendingLedger;
  readonly accountLimits: AccountLimitActions;
  readonly port: SendingPort;
}

export function createAccountSending(options: AccountSendingOptions): AccountSending {
  const { clock, table, directory, policy, notices, onChange } = options;
  const { accounts } = directory.lists;
  const sending = new SendingLedger({
    clock,
    known: table.sendings,
    knownRecipients: table.recipients,
    hashRecipient,
    onSending: (accountId, kept) => {
      table.noteSending(accountId, kept);
    },
    onRecipient: (accountId, change) => {
      if (change.kind === 'forgotten') table.noteForgotten(accountId, change.recipient);
      else table.noteRecipient(accountId, change.recipient, change.day);
    },
  });
  return {
    sending,
    accountLimits: {
      async freeze({ id, address }, reason) {
        await accounts.freeze(id, reason);
        policy.refreshDirectory();
        onChange();
        const subject = formatAddress(address);
        const text = `${subject} is frozen and can no longer send: ${reason}.`;
        notices.tell({ code: 'account-frozen', text, subject, page: PAGE });
      },
      tell({ address }, reason) {
        const subject = formatAddress(address);
        const text = `${subject} has exceeded a limit: ${reason}. It may go on sending.`;
        notices.tell({ code: 'account-limit-exceeded', text, subject, page: PAGE });
      },
    },
    port: {
      usage: () => {
        const usage = sending.usage();
        const { options } = policy.current.settings;
        return accounts.list().flatMap(({ id, address, limits }): readonly AccountUsage[] => {
          const used = usage.get(id);
          return used ? [{ address, used, limits: limitsOf(limits, options) }] : [];
        });
      },
      async unfreeze(address) {
        sending.startAnew(await accounts.unfreeze(address));
      },
      freezeAgain: (address, freeze) => accounts.freezeAgain(address, freeze),
    },
  };
}

import { parseAddress } from '../contract/address.ts';
import type { AccountView } from '../contract/list-calls.ts';
import type { DirectoryPort, MailPort } from '../console/console-ports.ts';
import type { OpenDirectory } from '../directory/open-directory.ts';
import type { Store } from '../store/open-store.ts';

/** Mailboxes as the console asks for them: by address. */
export function mailPort(store: Store, directory: OpenDirectory): MailPort {
  return {
    mailbox: async (text) => {
      const address = parseAddress(text);
      const account = address && directory.view().findAccount(address);
      return account ? store.mailboxes.list(account.id) : null;
    },
  };
}

/** The directory as the console edits it; an account is shown with the number of its messages. */
export function directoryPort(store: Store, { lists }: OpenDirectory): DirectoryPort {
  return {
    ...lists,
    accounts: {
      ...lists.accounts,
      list: async () => {
        const counts = await store.mailboxes.counts();
        return lists.accounts
          .list()
          .map(({ id, ...account }): AccountView => ({ ...account, messages: counts.get(id) ?? 0 }));
      },
    },
  };
}

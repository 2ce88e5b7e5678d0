import type { Check } from '../health-facts.ts';
import { count, names } from '../words.ts';

/** Everybody with an account can use it. */
export const checkAccounts: Check = (_, { accounts }) => {
  const enabled = accounts.filter((account) => account.enabled);
  const silent = enabled.filter((account) => !account.hasPassword).map(({ address }) => address);
  return [
    ...enabled.flatMap(({ address, frozen }) =>
      frozen === null
        ? []
        : [
            {
              code: 'account-frozen',
              severity: 'attention',
              text: `${address} is frozen and cannot send.`,
              detail: frozen.reason,
              action: { words: 'Look into it', page: '/send-as' },
            } as const,
          ],
    ),
    ...(silent.length === 0
      ? []
      : [
          {
            code: 'account-without-password',
            severity: 'attention',
            text: `${count(silent.length, 'account has', 'accounts have')} no password, so that nobody can sign in.`,
            detail: names(silent, 3),
            action: { words: 'Set a password', page: '/accounts' },
          } as const,
        ]),
  ];
};

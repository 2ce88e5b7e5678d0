import type { Check } from '../health-facts.ts';

/** There is a domain to take mail for, and an account to put it in. */
export const checkSetUp: Check = (_, { domains, accounts }) => {
  const missing =
    domains.length === 0 ? 'domain' : accounts.some(({ enabled }) => enabled) ? null : 'account';
  if (missing === null) return [];
  return [
    {
      code: 'not-set-up',
      severity: 'attention',
      text: `Gatepost is not set up yet: it has no ${missing}.`,
      detail: '',
      action: { words: 'Set it up', page: '/first-run' },
    },
  ];
};

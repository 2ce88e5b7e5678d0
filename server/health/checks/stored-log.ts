import type { Check } from '../health-facts.ts';

/** What happens is kept. */
export const checkStoredLog: Check = ({ logTroubles }) =>
  logTroubles.map((detail) => ({
    code: 'log-not-stored',
    severity: 'attention',
    text: 'The log is not complete.',
    detail,
    action: { words: 'Change what is kept', page: '/server' },
  }));

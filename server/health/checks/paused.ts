import type { Check } from '../health-facts.ts';

/** New mail is let in. */
export const checkPaused: Check = ({ status: { paused } }) =>
  paused === null
    ? []
    : [
        {
          code: 'paused',
          severity: 'attention',
          text:
            paused.until === null
              ? 'Gatepost is paused and takes no new mail until you resume.'
              : 'Gatepost is paused and takes no new mail for now.',
          detail: 'Others keep what they want to send and try again.',
          action: { words: 'Resume', page: '/server' },
        },
      ];

import type { Check } from '../health-facts.ts';
import { names } from '../words.ts';

/** The office itself is not on the Dynamic Screen: somebody at home who cannot connect is no attacker. */
export const checkBlockedAtHome: Check = ({ blockedAtHome }) =>
  blockedAtHome.length === 0
    ? []
    : [
        {
          code: 'home-blocked',
          severity: 'attention',
          text: `${names(blockedAtHome, 3)} of your own Local IPs ${blockedAtHome.length === 1 ? 'is' : 'are'} blocked by the Dynamic Screen.`,
          detail: 'A mail program there has perhaps kept an old password.',
          action: { words: 'Unblock', page: '/dynamic-screen' },
        },
      ];

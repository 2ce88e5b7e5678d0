import type { Check } from '../health-facts.ts';

/** Mail can be stored. */
export const checkStorage: Check = ({ status: { storage } }) =>
  storage.state === 'ok'
    ? []
    : [
        {
          code: 'storage-trouble',
          severity: 'alarm',
          text: 'Mail cannot be stored, so that none is taken.',
          detail: storage.detail,
          action: null,
        },
      ];

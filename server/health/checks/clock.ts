import type { Check } from '../health-facts.ts';
import { count } from '../words.ts';

/** The first moment of 2026, in which Gatepost was made: no clock that is right shows less. */
const MADE_AT = 1_767_225_600_000;
const MINUTE_MS = 60_000;
/** Clocks that run a little fast are put right by less than this. */
const SET_BACK_MS = 5 * MINUTE_MS;

/**
 * The clock is right, as far as that can be told without asking others: certificates, blocks and the queue go by it.
 * That it went forward says nothing: a machine that slept has just the same.
 */
export const checkClock: Check = ({ now, clockSetBackMs }) => {
  if (now < MADE_AT)
    return [
      {
        code: 'clock-wrong',
        severity: 'alarm',
        text: 'The clock of this machine is wrong: it shows a time before 2026.',
        detail: 'Set it, or let the system set it from the network.',
        action: null,
      },
    ];
  if (clockSetBackMs < SET_BACK_MS) return [];
  return [
    {
      code: 'clock-set-back',
      severity: 'attention',
      text: `The clock of this machine was set back by ${count(Math.round(clockSetBackMs / MINUTE_MS), 'minute', 'minutes')} since Gatepost was started.`,
      detail: 'Times in the log overlap, and blocks may end late.',
      action: null,
    },
  ];
};

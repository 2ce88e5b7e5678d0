import type { SendingUse } from '../contract/facts.ts';

/**
 * What one account sent in the last hour and the last day. Counts are kept in slots of five minutes, so that an account
 * costs the same however much it sends. A window is never counted short: the slot in which it begins counts whole, and
 * so an hour is up to five minutes longer than its name.
 */

export const SLOT_MS = 5 * 60_000;
const HOUR_SLOTS = 12;
const DAY_SLOTS = 24 * HOUR_SLOTS;

/** What was sent within the five minutes that began at `slot` times SLOT_MS. */
export interface SendingSlot extends SentAmount {
  readonly slot: number;
}

export interface SentAmount {
  readonly messages: number;
  readonly recipients: number;
  /** Recipients elsewhere that the account had never written to before. */
  readonly newRecipients: number;
}

export const NOTHING_SENT: SentAmount = { messages: 0, recipients: 0, newRecipients: 0 };

/** Oldest first, one for each slot in which something was sent; none older than a day. */
export type SendingWindow = readonly SendingSlot[];

/**
 * The window after something was sent. What lies in the future, because the clock has been put back, counts as sent
 * now: it is over a day from now, whatever the clock does next.
 */
export function addToWindow(window: SendingWindow, amount: SentAmount, now: number): SendingWindow {
  const slot = slotOf(now);
  const past = window.filter((entry) => entry.slot < slot && entry.slot >= slot - DAY_SLOTS);
  const current = window.filter((entry) => entry.slot >= slot);
  return [...past, { slot, ...sumOf([...current, amount]) }];
}

export function usedOf(window: SendingWindow, now: number): SendingUse {
  const slot = slotOf(now);
  const hour = sumOf(window.filter((entry) => entry.slot >= slot - HOUR_SLOTS));
  const day = sumOf(window.filter((entry) => entry.slot >= slot - DAY_SLOTS));
  return {
    messagesPerHour: hour.messages,
    messagesPerDay: day.messages,
    recipientsPerHour: hour.recipients,
    recipientsPerDay: day.recipients,
    newRecipientsPerDay: day.newRecipients,
  };
}

export function sumOf(amounts: readonly SentAmount[]): SentAmount {
  return amounts.reduce<SentAmount>(
    (sum, { messages, recipients, newRecipients }) => ({
      messages: sum.messages + messages,
      recipients: sum.recipients + recipients,
      newRecipients: sum.newRecipients + newRecipients,
    }),
    NOTHING_SENT,
  );
}

function slotOf(time: number): number {
  return Math.floor(time / SLOT_MS);
}

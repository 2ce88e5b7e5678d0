import { expect, test } from 'vitest';
import { KnownRecipients, type KnownRecipientChange } from '../../server/guard/known-recipients.ts';

const DAY_MS = 24 * 60 * 60_000;

function knownWith(...recipients: readonly number[]) {
  const changes: KnownRecipientChange[] = [];
  const restored = new Map(recipients.map((recipient) => [recipient, 0]));
  return { changes, known: new KnownRecipients(restored, (change) => changes.push(change)) };
}

test('a recipient is known once it was written to, and told of once a day', () => {
  const { known, changes } = knownWith();
  expect(known.has(7)).toBe(false);
  for (const at of [0, DAY_MS - 1, DAY_MS]) known.writtenTo(7, at);
  expect(known.has(7)).toBe(true);
  expect(changes).toEqual([
    { kind: 'written-to', recipient: 7, day: 0 },
    { kind: 'written-to', recipient: 7, day: 1 },
  ]);
});

test('beyond ten thousand the one written to longest ago is forgotten', () => {
  const { known, changes } = knownWith(...Array.from({ length: 10_000 }, (_, index) => index));
  known.writtenTo(0, 0);
  known.writtenTo(10_000, 0);
  expect(changes).toEqual([
    { kind: 'written-to', recipient: 10_000, day: 0 },
    { kind: 'forgotten', recipient: 1 },
  ]);
  expect([0, 1, 10_000].map((recipient) => known.has(recipient))).toEqual([true, false, true]);
});

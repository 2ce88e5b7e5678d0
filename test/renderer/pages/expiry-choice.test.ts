import { expect, test } from 'vitest';
import { chosenExpiry } from '../../../renderer/pages/white-list/expiry-choice.tsx';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;

test.each([
  ['one day', { lasts: 'day' }, NOW + DAY_MS],
  ['one week', { lasts: 'week' }, NOW + 7 * DAY_MS],
  ['thirty days', { lasts: 'month' }, NOW + 30 * DAY_MS],
  ['no end, whatever the hidden field says', { lasts: 'ever', expiresAt: '2026-12-01T08:00' }, null],
  [
    'a time that is chosen',
    { lasts: 'until', expiresAt: '2026-12-01T08:00' },
    Date.parse('2026-12-01T08:00'),
  ],
  ['no end where that time is left empty', { lasts: 'until', expiresAt: '' }, null],
])('an exemption for %s', (_, fields, expected) => {
  const values = new FormData();
  for (const [name, value] of Object.entries(fields)) values.set(name, value);
  expect(chosenExpiry(values, NOW)).toBe(expected);
});

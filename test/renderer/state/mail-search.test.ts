import { expect, test } from 'vitest';
import { mailSearch } from '../../../renderer/state/mail-search.ts';

const NOTHING = { sender: '', recipient: '', about: '', withinMinutes: 60 };
const at = new Date(2026, 10, 24, 14).getTime();

test.each([
  ['nothing is known', {}, null],
  [
    'who sent it',
    { sender: 'joe@partner.example' },
    { text: 'from:joe@partner.example', range: { kind: 'always' } },
  ],
  [
    'all of it',
    { sender: 'joe@partner.example', recipient: 'anna@office.example', about: '2026-11-24T14:00' },
    {
      text: 'from:joe@partner.example to:anna@office.example',
      range: { kind: 'between', from: at - 3_600_000, to: at + 3_600_000 },
    },
  ],
  [
    'about when',
    { about: '2026-11-24T14:00' },
    { text: '', range: { kind: 'between', from: at - 3_600_000, to: at + 3_600_000 } },
  ],
] as const)('%s', (_sentence, known, filter) => {
  expect(mailSearch({ ...NOTHING, ...known })).toEqual(filter);
});

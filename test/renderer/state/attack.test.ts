import { expect, test } from 'vitest';
import { findAttack } from '../../../renderer/state/attack.ts';
import { tellSession, type FakeSession } from '../../helpers/fake-console/fake-sessions.ts';

const NOW = 1_000_000;
const row = (kind: FakeSession['kind'], ip: string, ago: number, repeats = 1) => ({
  ...tellSession({ kind, ip }, `${ip}-${String(ago)}`, 1, NOW - ago),
  repeats,
});

test('sessions that are only counted are counted, with their reasons and the time they took', () => {
  const rows = [
    row('screened', '203.0.113.7', 1000, 190),
    row('delivered', '203.0.113.7', 2000),
    row('relay', '203.0.113.9', 3000),
    row('relay', '203.0.113.7', 4000, 24),
  ];
  expect(findAttack(rows, NOW)).toEqual({
    ip: '203.0.113.7',
    sessions: 214,
    rows: 2,
    first: NOW - 4000,
    last: NOW - 1000,
    reasons: [
      ['Dynamic Screen', 190],
      ['Relaying denied', 24],
    ],
  });
});

test.each([
  ['fewer than fifty', [row('relay', '203.0.113.7', 1000, 49)]],
  ['longer than five minutes ago', [row('relay', '203.0.113.7', 300_001, 90)]],
  ['what other servers refuse of our mail', [row('bounced', '203.0.113.7', 1000, 90)]],
  ['what is let in', [row('delivered', '203.0.113.7', 1000, 90)]],
])('%s is no attack', (_sentence, rows) => {
  expect(findAttack(rows, NOW)).toBeNull();
});

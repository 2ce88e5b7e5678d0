import { expect, test } from 'vitest';
import { OutsideContacts } from '../../server/app/outside-contacts.ts';
import type { SessionKind } from '../../server/contract/session-log.ts';

const session = (
  ip: string,
  listenerKind: SessionKind,
  startedAt: number,
  account: string | null = null,
) => ({
  ip,
  listenerKind,
  startedAt,
  account,
});

test.each([
  ['nobody', [], [null, false]],
  ['somebody at home', [session('10.0.0.1', 'smtp', 5, 'anna@office.example')], [null, false]],
  ['a stranger', [session('203.0.113.7', 'smtp', 5)], [5, false]],
  [
    'two strangers, the later one first',
    [session('203.0.113.7', 'smtp', 9), session('203.0.113.8', 'smtp', 5)],
    [9, false],
  ],
  ['a user elsewhere', [session('203.0.113.7', 'msa', 5, 'anna@office.example')], [null, true]],
  ['this server at another one', [session('203.0.113.7', 'outbound', 5, 'login')], [null, false]],
] as const)('%s', (_, sessions, expected) => {
  const contacts = new OutsideContacts((ip) => !ip.startsWith('10.'));
  contacts.note(sessions);
  expect([contacts.lastConnectionAt, contacts.somebodySignedIn]).toEqual(expected);
});

import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import type { AliasEntry } from '../../../server/contract/directory.ts';
import { nextPlace } from '../../../renderer/pages/send-as/next-place.ts';
import { cellOf, columnsOf } from '../../../renderer/pages/send-as/send-as-cells.ts';

const ACCOUNT: AccountView = {
  address: 'anna@office.example',
  displayName: 'Anna',
  enabled: true,
  sendAs: ['press@office.example', '*@shop.example'],
  limits: {},
  frozen: null,
  hasPassword: true,
  messages: 0,
  lastSignInAt: null,
};

const alias = (pattern: string, targets: string[], membersMaySendAs = true): AliasEntry => ({
  pattern,
  targets,
  membersMaySendAs,
});
const ALIASES = [
  alias('sales@office.example', ['team@office.example']),
  alias('team@office.example', ['tom@office.example', 'anna@office.example']),
  alias('silent@office.example', ['anna@office.example'], false),
  alias('*@office.example', ['anna@office.example']),
  alias('round@office.example', ['round@office.example']),
];

describe('a cell says why an account may send as an address', () => {
  test.each([
    ['its own address', 'anna@office.example', 'own'],
    ['an alias of it', 'team@office.example', 'alias'],
    ['an alias of an alias', 'sales@office.example', 'alias'],
    ['an address that the administrator lets it use', 'press@office.example', 'granted'],
    ['an address of a domain that it may use', 'info@shop.example', 'covered'],
    ['the domain itself', '*@shop.example', 'granted'],
    ['not by an alias whose members may not send', 'silent@office.example', 'none'],
    ['not by a wildcard alias', '*@office.example', 'none'],
    ['not by an alias that leads to itself', 'round@office.example', 'none'],
    ['another address', 'ceo@office.example', 'none'],
  ] as const)('%s', (_what, column, cell) => {
    expect(cellOf(ACCOUNT, column, ALIASES)).toBe(cell);
  });
});

test('there is a column for each alias that confers ownership and for each address that somebody may use', () => {
  expect(columnsOf([ACCOUNT], ALIASES)).toEqual([
    '*@shop.example',
    'press@office.example',
    'round@office.example',
    'sales@office.example',
    'team@office.example',
  ]);
});

const pressed = (key: string, ctrlKey = false) => ({
  key,
  ctrlKey,
  metaKey: false,
  altKey: false,
  shiftKey: false,
});

describe('keys move between the boxes', () => {
  const last = { row: 4, column: 2 };
  test.each([
    ['down', 'ArrowDown', false, { row: 2, column: 1 }],
    ['left', 'ArrowLeft', false, { row: 1, column: 0 }],
    ['to the end of the row', 'End', false, { row: 1, column: 2 }],
    ['to the first box of all', 'Home', true, { row: 0, column: 0 }],
    ['not by other keys', 'x', false, null],
  ] as const)('%s', (_what, key, ctrlKey, place) => {
    expect(nextPlace({ row: 1, column: 1 }, last, pressed(key, ctrlKey))).toEqual(place);
  });

  test('and stay within the matrix', () => {
    expect(nextPlace(last, last, pressed('ArrowDown'))).toEqual(last);
    expect(nextPlace({ row: 0, column: 0 }, last, pressed('ArrowLeft'))).toEqual({
      row: 0,
      column: 0,
    });
  });
});

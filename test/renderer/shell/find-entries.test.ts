import { expect, test } from 'vitest';
import { findEntries } from '../../../renderer/shell/palette/find-entries.ts';
import type { PaletteEntry, PaletteGroup } from '../../../renderer/shell/palette/palette-entry.ts';

const entry = (group: PaletteGroup, name: string, rest: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: name,
  group,
  name,
  context: '',
  run: () => undefined,
  ...rest,
});
const ENTRIES = [
  entry('commands', 'Block an IP…'),
  entry('pages', 'Queue'),
  entry('pages', 'Dynamic Screen', { keywords: 'blocked ban' }),
  entry('options', 'Do not allow authentication on the SMTP port'),
];
const names = (typed: string, entries: readonly PaletteEntry[] = ENTRIES, recent: readonly string[] = []) =>
  findEntries(typed, entries, recent).map(({ group, entries: found }) => [
    group,
    ...found.map(({ name }) => name),
  ]);

test('before anything is typed, what was used lately comes first, then all in its order', () => {
  expect(names('', ENTRIES, ['Queue', 'gone'])).toEqual([
    ['recent', 'Queue'],
    ['commands', 'Block an IP…'],
    ['pages', 'Dynamic Screen'],
    ['options', 'Do not allow authentication on the SMTP port'],
  ]);
});

test('the group with the best answer is on top', () => {
  expect(names('block')).toEqual([
    ['commands', 'Block an IP…'],
    ['pages', 'Dynamic Screen'],
  ]);
  expect(names('screen')).toEqual([['pages', 'Dynamic Screen']]);
});

test('of alike answers the one used lately is first', () => {
  const alike = [entry('lists', 'anna@office.example'), entry('lists', 'anna@shop.example')];
  expect(names('anna', alike, ['anna@shop.example'])).toEqual([
    ['lists', 'anna@shop.example', 'anna@office.example'],
  ]);
});

test('what was made of the typed words stands above or below all others, as it says', () => {
  const made = [
    entry('typed', 'Block 192.0.2.1…', { rank: 'first' }),
    entry('log', 'Show queue in the log', { rank: 'last' }),
  ];
  expect(names('queue', [...made, ...ENTRIES])).toEqual([
    ['typed', 'Block 192.0.2.1…'],
    ['pages', 'Queue'],
    ['log', 'Show queue in the log'],
  ]);
});

test('nothing that answers to nothing', () => {
  expect(names('zzz')).toEqual([]);
});

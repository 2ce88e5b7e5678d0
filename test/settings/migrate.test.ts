import { describe, expect, it } from 'vitest';
import { migrate } from '../../server/settings/migrations/migrate.ts';
import type { Migration } from '../../server/settings/migrations/migrations.ts';

const MIGRATIONS: readonly Migration[] = [
  (before) => ({ ...before, schema: 2, two: true }),
  (before) => ({ ...before, schema: 3, three: before['two'] }),
];

describe('migrate', () => {
  it.each<[string, unknown, ReturnType<typeof migrate>]>([
    [
      'the oldest takes every step',
      { schema: 1 },
      { kind: 'current', value: { schema: 3, two: true, three: true }, migratedFrom: 1 },
    ],
    [
      'a later one takes the steps after it',
      { schema: 2, two: 5 },
      { kind: 'current', value: { schema: 3, two: 5, three: 5 }, migratedFrom: 2 },
    ],
    ['the current one stays', { schema: 3 }, { kind: 'current', value: { schema: 3 }, migratedFrom: null }],
    ['a later schema is not understood', { schema: 4 }, { kind: 'newer', schema: 4 }],
    ['a broken number is none', { schema: 1.5 }, { kind: 'no-schema' }],
    ['zero is none', { schema: 0 }, { kind: 'no-schema' }],
    ['a number in text is none', { schema: '1' }, { kind: 'no-schema' }],
    ['an inherited number is none', Object.create({ schema: 1 }), { kind: 'no-schema' }],
    ['a list has none', [], { kind: 'no-schema' }],
    ['null has none', null, { kind: 'no-schema' }],
  ])('%s', (_sentence, raw, expected) => {
    expect(migrate(raw, MIGRATIONS)).toEqual(expected);
  });
});

import { expect, test } from 'vitest';
import { Ledger, THERE, type Effect, type Placements } from './ledger.ts';

const PUT: readonly Effect[] = [
  { message: 'm1', key: 'copy/1/', before: null, after: THERE },
  { message: 'm1', key: 'entry/ann/', before: null, after: '0' },
];
const SETTLE: readonly Effect[] = [
  { message: 'm1', key: 'entry/ann/7', before: '0', after: null },
  { message: 'r1', key: 'copy/2/', before: null, after: THERE },
];
const AFTER_PUT = { m1: { 'copy/1/5': THERE, 'entry/ann/7': '0' } };
const AFTER_SETTLE = { m1: { 'copy/1/5': THERE }, r1: { 'copy/2/1': THERE } };

function placements(of: Readonly<Record<string, Readonly<Record<string, string>>>>): Placements {
  return new Map(Object.entries(of).map(([id, facts]) => [id, new Map(Object.entries(facts))]));
}

function ledger(): Ledger {
  const made = new Ledger();
  made.expect('m1', 'hash1');
  made.acknowledge(made.begin(PUT), placements(AFTER_PUT));
  return made;
}

test.each([['what was acknowledged', AFTER_PUT]])('%s is in order', (_, found) => {
  expect(ledger().audit(placements(found), new Map([['m1', 'hash1']]))).toEqual([]);
});

test.each<[string, Readonly<Record<string, Readonly<Record<string, string>>>>, readonly string[]]>([
  ['a message that is gone', {}, ['m1: acknowledged and gone']],
  ['a copy that is gone', { m1: { 'entry/ann/7': '0' } }, ['m1: copy/1/5 is undefined, was there']],
  [
    'a second delivery',
    { m1: { ...AFTER_PUT.m1, 'copy/1/6': THERE } },
    ['m1: copy/1/6 is there, was undefined'],
  ],
  [
    'an attempt that was never made',
    { m1: { ...AFTER_PUT.m1, 'entry/ann/7': '1 5' } },
    ['m1: entry/ann/7 is 1 5, was 0'],
  ],
  [
    'a message from nowhere',
    { ...AFTER_PUT, m2: { 'copy/1/6': THERE } },
    ['m2: copy/1/6 is there, was undefined'],
  ],
])('%s is found', (_, found, problems) => {
  expect(ledger().audit(placements(found), new Map())).toEqual(problems);
});

test('changed content is found', () => {
  expect(ledger().audit(placements(AFTER_PUT), new Map([['m1', 'other']]))).toEqual([
    'm1: content changed (other)',
  ]);
});

test.each([
  ['did not happen', AFTER_PUT],
  ['happened', AFTER_SETTLE],
])('what was not acknowledged and %s is taken over', (_, found) => {
  const made = ledger();
  made.begin(SETTLE);
  expect(made.audit(placements(found), new Map())).toEqual([]);
  expect(made.audit(placements(found), new Map())).toEqual([]);
  const other = found === AFTER_PUT ? AFTER_SETTLE : AFTER_PUT;
  expect(made.audit(placements(other), new Map())).not.toEqual([]);
});

test('what happened in part is found', () => {
  const made = ledger();
  made.begin(SETTLE);
  expect(made.audit(placements({ m1: AFTER_SETTLE.m1 }), new Map())).toEqual([
    expect.stringContaining('half done'),
    expect.stringContaining('r1: acknowledged and gone'),
  ]);
});

test('a message that nobody has any more may be forgotten, and must be', () => {
  const made = ledger();
  const gone = [
    { message: 'm1', key: 'copy/1/5', before: THERE, after: null },
    { message: 'm1', key: 'entry/ann/7', before: '0', after: null },
  ];
  made.acknowledge(made.begin(gone), placements({}));
  expect(made.audit(placements({}), new Map())).toEqual([]);
  expect(made.audit(placements(AFTER_PUT), new Map())).toHaveLength(2);
});

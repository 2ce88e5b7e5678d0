import { expect, test } from 'vitest';
import { ExpiringMap } from '../../server/callout/expiring-map.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const TEN_MINUTES_MS = 600_000;

function tenMinutes(limit = 100) {
  const clock = turnedClock();
  return { clock, map: new ExpiringMap<string>({ lifetimeMs: TEN_MINUTES_MS, limit, clock }) };
}

test('a value is good for its time', () => {
  const { clock, map } = tenMinutes();
  map.set('a', 'A');
  clock.advanceMinutes(9);
  expect([map.find('a'), map.size]).toEqual([{ value: 'A', ageMs: 540_000 }, 1]);
  clock.advanceMinutes(1);
  expect([map.get('a'), map.size]).toEqual([undefined, 0]);
});

test('a clock that was set back makes it worthless', () => {
  const { clock, map } = tenMinutes();
  map.set('a', 'A');
  clock.advanceMinutes(-1);
  expect(map.get('a')).toBeUndefined();
});

test('beyond the limit the one set longest ago goes', () => {
  const { map } = tenMinutes(2);
  map.set('a', 'A');
  map.set('b', 'B');
  map.set('a', 'A again');
  map.set('c', 'C');
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual(['A again', undefined, 'C']);
});

test('values can be taken out', () => {
  const { map } = tenMinutes();
  for (const key of ['a', 'b', 'c']) map.set(key, key);
  map.delete('a');
  expect(map.size).toBe(2);
  map.clear();
  expect(map.size).toBe(0);
});

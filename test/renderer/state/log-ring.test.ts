import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LogRing } from '../../../renderer/state/log-ring.ts';
import { tellSession } from '../../helpers/fake-console/fake-sessions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const session = (id: string, revision: number, startedAt: number) =>
  tellSession({ kind: 'delivered' }, id, revision, startedAt);
const idsOf = (ring: LogRing) => ring.newestFirst().map(({ id }) => id);

test('rows are ordered by their start, whatever the order they come in', () => {
  const ring = new LogRing();
  ring.merge([session('b', 1, 20), session('d', 2, 40)]);
  ring.merge([session('a', 3, 10), session('c', 4, 30)]);
  expect(idsOf(ring)).toEqual(['d', 'c', 'b', 'a']);
});

test('of one millisecond the row that came later is on top', () => {
  const ring = new LogRing();
  ring.merge([session('a', 1, 10), session('b', 2, 10)]);
  ring.merge([session('c', 3, 10)]);
  expect(idsOf(ring)).toEqual(['c', 'b', 'a']);
});

test('a session is one row, in its newest revision', () => {
  const ring = new LogRing();
  ring.merge([session('a', 5, 10)]);
  ring.merge([session('a', 4, 10)]);
  expect(ring.find('a')?.revision).toBe(5);
  ring.merge([session('a', 6, 10)]);
  expect(ring.newestFirst().map(({ revision }) => revision)).toEqual([6]);
});

test('of one millisecond each row keeps its place when it changes', () => {
  const ring = new LogRing();
  ring.merge([session('a', 1, 10), session('b', 2, 10), session('c', 3, 10)]);
  ring.merge([session('b', 4, 10)]);
  expect(ring.newestFirst().map(({ id, revision }) => `${id}${String(revision)}`)).toEqual([
    'c3',
    'b4',
    'a1',
  ]);
});

test('an id that comes again is another session, in its own place', () => {
  const ring = new LogRing();
  ring.merge([session('a', 1, 10), session('b', 2, 20)]);
  ring.merge([session('a', 3, 30)]);
  expect(ring.newestFirst().map(({ id, startedAt }) => [id, startedAt])).toEqual([
    ['a', 30],
    ['b', 20],
  ]);
});

test('listeners are told at once, and then at most ten times a second', () => {
  const ring = new LogRing();
  const told = vi.fn();
  ring.subscribe(told);
  for (let revision = 1; revision <= 50; revision++)
    ring.merge([session(String(revision), revision, revision)]);
  expect(told).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(told).toHaveBeenCalledTimes(2);
});

test('in a flood, where a window shows other rows each time, four times a second', () => {
  const ring = new LogRing();
  const told = vi.fn();
  const flood = (from: number) =>
    Array.from({ length: 101 }, (_, index) => session(`s${String(from + index)}`, 1, from + index));
  ring.merge(flood(0));
  ring.subscribe(told);
  ring.merge(flood(1000));
  vi.advanceTimersByTime(249);
  expect(told).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(1);
  expect(told).toHaveBeenCalledTimes(1);
  ring.merge([session('one', 1, 2000)]);
  vi.advanceTimersByTime(250);
  expect(told).toHaveBeenCalledTimes(2);
  ring.merge([session('two', 1, 2001)]);
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(3);
});

test('it keeps the newest ten thousand sessions', () => {
  const ring = new LogRing();
  ring.merge(Array.from({ length: 11_001 }, (_, index) => session(String(index), index + 1, index)));
  expect([ring.size, ring.find('1000'), ring.find('1001')?.id]).toEqual([10_000, undefined, '1001']);
});

test('it holds everything from its floor on: of a millisecond that is cut, nothing stays', () => {
  const ring = new LogRing();
  ring.restart([session('x', 1, 5)], 5);
  ring.merge(
    Array.from({ length: 11_001 }, (_, index) => session(String(index), index + 2, 10 + (index >> 1))),
  );
  expect([ring.size % 2, ring.floor]).toEqual([1, ring.newestFirst().at(-1)?.startedAt ?? 0]);
});

test('a session from before the floor is no row, but what is known of it is', () => {
  const ring = new LogRing();
  ring.restart([session('new', 1, 100)], 50);
  ring.merge([session('old', 2, 10)]);
  expect(idsOf(ring)).toEqual(['new']);
  expect(ring.find('old')?.revision).toBe(2);
});

test('begun anew, it keeps what came meanwhile and is newer', () => {
  const ring = new LogRing();
  ring.restart([session('a', 1, 10)], 0);
  ring.merge([session('b', 7, 60)]);
  ring.restart([session('b', 6, 60), session('c', 3, 70)], 50);
  expect(ring.newestFirst().map(({ id, revision }) => `${id}${String(revision)}`)).toEqual(['c3', 'b7']);
  expect(ring.floor).toBe(50);
});

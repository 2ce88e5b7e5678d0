import { expect, test } from 'vitest';
import { JobLine } from '../../server/delivery/job-line.ts';

function lineOf(atOnce: number, perRoute: number, ...jobs: readonly (readonly [string, number])[]) {
  const line = new JobLine<number>(atOnce, () => perRoute);
  for (const [route, job] of jobs) line.add(route, job);
  return line;
}

function drain(line: JobLine<number>): readonly number[] {
  const jobs: number[] = [];
  for (let next = line.next(); next !== null; next = line.next()) jobs.push(next.job);
  return jobs;
}

test('routes take turns', () => {
  const line = lineOf(10, 10, ['a', 1], ['a', 2], ['a', 3], ['b', 4], ['c', 5]);
  expect(drain(line)).toEqual([1, 4, 5, 2, 3]);
});

test('one route has no more jobs at once than it may', () => {
  const line = lineOf(10, 2, ['a', 1], ['a', 2], ['a', 3], ['b', 4]);
  expect(drain(line)).toEqual([1, 4, 2]);
  line.ended('a');
  expect(drain(line)).toEqual([3]);
});

test('there are no more jobs at once than there may be', () => {
  const line = lineOf(2, 10, ['a', 1], ['b', 2], ['c', 3]);
  expect(drain(line)).toEqual([1, 2]);
  line.ended('b');
  expect(drain(line)).toEqual([3]);
});

test('a route whose jobs have all ended begins anew', () => {
  const line = lineOf(10, 1, ['a', 1]);
  drain(line);
  line.ended('a');
  line.ended('a');
  line.add('a', 2);
  expect(drain(line)).toEqual([2]);
});

test('what has not begun can be forgotten', () => {
  const line = lineOf(10, 1, ['a', 1], ['a', 2]);
  drain(line);
  line.clear();
  line.ended('a');
  expect(drain(line)).toEqual([]);
});

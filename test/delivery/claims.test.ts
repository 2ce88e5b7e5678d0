import { expect, test } from 'vitest';
import { Claims } from '../../server/delivery/claims.ts';
import { queueEntry } from '../helpers/memory-queue.ts';

const entry = (id: number) => queueEntry({ id });

test('an entry belongs to the first who takes it, until it is free', () => {
  const claims = new Claims();
  expect(claims.take([1, 2])).toEqual([1, 2]);
  expect(claims.take([2, 3])).toEqual([3]);
  claims.free([2]);
  expect(claims.take([2])).toEqual([2]);
});

test('a reading is told what is taken, and takes what it finds', async () => {
  const claims = new Claims();
  claims.take([1]);
  const found = await claims.takeFound((except) => {
    expect([...except]).toEqual([1]);
    return Promise.resolve([entry(2)]);
  });
  expect(found.map(({ id }) => id)).toEqual([2]);
  expect([...claims.ids]).toEqual([1, 2]);
});

test('what somebody took during the reading is not taken twice', async () => {
  const claims = new Claims();
  const found = await claims.takeFound(() => {
    claims.take([2]);
    return Promise.resolve([entry(1), entry(2)]);
  });
  expect(found.map(({ id }) => id)).toEqual([1]);
});

test('what came free during the reading may have changed since it was read', async () => {
  const claims = new Claims();
  const read = () => {
    claims.free(claims.take([2]));
    return Promise.resolve([entry(1), entry(2)]);
  };
  expect((await claims.takeFound(read)).map(({ id }) => id)).toEqual([1]);
  const later = await claims.takeFound(() => Promise.resolve([entry(2)]));
  expect(later.map(({ id }) => id)).toEqual([2]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countAfter, placeOf } from '../../../renderer/state/sorted-rows.ts';
import { tellSession } from '../../helpers/fake-console/fake-sessions.ts';

/** Many sessions of one millisecond, and ids that come again at other times. */
const newestFirst = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 9 })), { selector: String })
  .map((sessions) =>
    sessions
      .toSorted(([, one], [, other]) => other - one)
      .map(([id, startedAt]) => tellSession({ kind: 'delivered' }, id, 1, startedAt)),
  );

test('a session is found where a look at every row finds it', () => {
  fc.assert(
    fc.property(newestFirst, fc.constantFrom('a', 'b', 'z'), fc.nat({ max: 10 }), (rows, id, startedAt) => {
      expect([placeOf(rows, id, startedAt), placeOf(rows, id, null)]).toEqual([
        rows.findIndex((row) => row.id === id && row.startedAt === startedAt),
        rows.findIndex((row) => row.id === id),
      ]);
    }),
  );
});

test('as many rows started after a time as a look at every row counts', () => {
  fc.assert(
    fc.property(newestFirst, fc.integer({ min: -1, max: 10 }), (rows, at) => {
      expect(countAfter(rows, at)).toBe(rows.filter(({ startedAt }) => startedAt > at).length);
    }),
  );
});

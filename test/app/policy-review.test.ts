import { expect, test } from 'vitest';
import { defaultSettings } from '../../server/contract/settings.ts';
import { PolicyReview } from '../../server/app/policy-review.ts';

const LISTS = {
  domains: [{ name: 'office.example', subaddressSeparator: '+' }],
  accounts: [],
  aliases: [],
  gateways: [],
  whiteList: [{ pattern: '*@office.example', comment: '', owner: '', expiresAt: 5000 }],
  localIps: ['10.0.0.0/8'],
  trustedIps: [],
  allowList: [],
};

/** A review over lists that count how often they are read. */
function scene() {
  const world = { now: 1000, settings: 1, directory: 1, reads: 0 };
  const review = new PolicyReview({
    clock: () => world.now,
    settings: {
      current: defaultSettings('mail.office.example'),
      get revision() {
        return world.settings;
      },
    },
    directory: {
      view: () => ({ revision: world.directory }),
      lists: {
        exportLists: () => {
          world.reads++;
          return LISTS;
        },
        accounts: { list: () => [] },
      },
    },
  });
  const read = () => {
    const { warnings, weakenings } = review.current();
    return [world.reads, warnings.map(({ code }) => code), weakenings.length];
  };
  return { world, read };
}

const WIDE = ['white-list-covers-domain'];

test('lists are read once for each state that they are in', () => {
  const { world, read } = scene();
  expect([read(), read()]).toEqual([
    [1, WIDE, 1],
    [1, WIDE, 1],
  ]);
  world.settings++;
  expect([read(), read()]).toEqual([
    [2, WIDE, 1],
    [2, WIDE, 1],
  ]);
  world.directory++;
  expect(read()).toEqual([3, WIDE, 1]);
});

test('an entry that runs out is seen to, and so is a clock that is set back', () => {
  const { world, read } = scene();
  expect(read()).toEqual([1, WIDE, 1]);
  world.now = 4999;
  expect(read()).toEqual([1, WIDE, 1]);
  world.now = 5000;
  expect(read()).toEqual([2, [], 0]);
  world.now = 4000;
  expect(read()).toEqual([3, WIDE, 1]);
});

import { expect, test } from 'vitest';
import { AlertGroups, type LoudNotice } from '../../../server/app/notices/alert-groups.ts';
import { TurnedTimers } from '../../helpers/turned-timers.ts';

const MINUTE = 60_000;

function open() {
  const timers = new TurnedTimers(0);
  const delivered: string[] = [];
  const groups = new AlertGroups({
    quietMs: 10 * MINUTE,
    schedule: timers.schedule,
    deliver: (notices) => delivered.push(notices.map(({ text }) => text).join('+')),
  });
  const add = (text: string, code: LoudNotice['code'] = 'listener-down') => {
    groups.add({ id: 1, at: timers.now, code, text, subject: text, page: '/server', isOver: false });
  };
  return { timers, delivered, groups, add };
}

test('the first notice goes at once, what follows within ten minutes together at their end', async () => {
  const { add, delivered, timers } = open();
  for (let index = 0; index < 10; index++) add(String(index));
  expect(delivered).toEqual(['0']);
  await timers.advance(10 * MINUTE);
  expect(delivered).toEqual(['0', '1+2+3+4+5+6+7+8+9']);
});

test('a group begins the next ten minutes, and quiet ones end them', async () => {
  const { add, delivered, timers } = open();
  add('a');
  add('b');
  await timers.advance(10 * MINUTE);
  add('c');
  expect(delivered).toEqual(['a', 'b']);
  await timers.advance(10 * MINUTE);
  expect(delivered).toEqual(['a', 'b', 'c']);
  await timers.advance(10 * MINUTE);
  add('d');
  expect([delivered.at(-1), timers.sleeps]).toEqual(['d', [10 * MINUTE]]);
});

test('one reason does not wait for another', () => {
  const { add, delivered } = open();
  add('port');
  add('disk', 'disk-fills');
  expect(delivered).toEqual(['port', 'disk']);
});

test('nothing is left behind when the server stops', () => {
  const { add, groups, timers } = open();
  add('a');
  groups.dispose();
  expect(timers.sleeps).toEqual([]);
});

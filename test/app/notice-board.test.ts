import { describe, expect, test } from 'vitest';
import { LiveNoticeBoard } from '../../server/app/notice-board.ts';
import type { NewNotice, Notice } from '../../server/contract/notices.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const NOW = 1_790_000_000_000;

function open() {
  const clock = turnedClock(NOW);
  let planned: { run: () => void; at: number }[] = [];
  const errors: string[] = [];
  const told: Notice[] = [];
  let changes = 0;
  const board = new LiveNoticeBoard({
    clock,
    schedule: (run, delayMs) => {
      const plan = { run, at: clock() + delayMs };
      planned.push(plan);
      return () => {
        planned = planned.filter((other) => other !== plan);
      };
    },
    onChange: () => changes++,
    reportError: (step) => errors.push(step),
  });
  board.on((notice) => told.push(notice));
  return {
    board,
    clock,
    errors,
    told,
    changes: () => changes,
    planned: () => planned.length,
    pass: (minutes: number) => {
      clock.advanceMinutes(minutes);
      const due = planned.filter(({ at }) => at <= clock());
      planned = planned.filter(({ at }) => at > clock());
      for (const { run } of due) run();
    },
  };
}

const blocked = (network: string): NewNotice => ({
  code: 'network-blocked',
  text: `${network} is blocked: 10 failed sign-ins within 10 minutes.`,
  subject: network,
  page: '/dynamic-screen',
});
const attack = (board: LiveNoticeBoard, networks: number, from = 0) => {
  for (let index = from; index < from + networks; index++) board.tell(blocked(`198.51.100.${String(index)}`));
};
const textsOf = (notices: readonly Notice[]) => notices.map(({ text }) => text);

describe('a notice', () => {
  test('is told, listed newest first, and gone once it is dismissed', () => {
    const { board, told, changes } = open();
    board.tell(blocked('192.0.2.1'));
    board.tell(blocked('192.0.2.2'));
    const [one, other] = [
      { ...blocked('192.0.2.1'), id: 1, at: NOW, isOver: false },
      { ...blocked('192.0.2.2'), id: 2, at: NOW, isOver: false },
    ];
    expect([told, board.list()]).toEqual([
      [one, other],
      [other, one],
    ]);
    board.dismiss([1, 9]);
    expect([board.list(), changes()]).toEqual([[other], 3]);
  });

  test('of one subject is told once within an hour, and of each kind by itself', () => {
    const { board, told, clock } = open();
    const frozen = { ...blocked('192.0.2.1'), code: 'account-frozen' as const };
    board.tell(blocked('192.0.2.1'));
    board.tell(blocked('192.0.2.1'));
    board.tell(frozen);
    clock.advanceMinutes(59);
    board.tell(blocked('192.0.2.1'));
    expect(told.map(({ code }) => code)).toEqual(['network-blocked', 'account-frozen']);
    clock.advanceMinutes(1);
    board.tell(blocked('192.0.2.1'));
    expect(told).toHaveLength(3);
  });

  test('of an end is told though its beginning was told just now, and so is what begins again', () => {
    const { board, told } = open();
    for (const isOver of [false, false, true, true, false]) board.tell({ ...blocked('192.0.2.1'), isOver });
    expect(told.map(({ isOver }) => isOver)).toEqual([false, true, false]);
  });

  test('is not silenced by a clock that is put back', () => {
    const { board, told, clock } = open();
    board.tell(blocked('192.0.2.1'));
    clock.advanceMinutes(-600);
    board.tell(blocked('192.0.2.1'));
    expect(told).toHaveLength(2);
  });

  test('reaches every listener though one of them fails', () => {
    const { board, told, errors } = open();
    board.on(() => {
      throw new Error('broken window');
    });
    board.on((notice) => told.push(notice));
    board.tell(blocked('192.0.2.1'));
    expect([told.length, errors]).toEqual([2, ['telling a notice']]);
  });

  test('is kept until two hundred newer ones are there', () => {
    const { board, pass } = open();
    for (let index = 0; index < 201; index++) {
      board.tell(blocked(`10.0.0.${String(index)}`));
      pass(10);
    }
    expect(board.list()).toHaveLength(200);
    expect(board.list().at(-1)?.subject).toBe('10.0.0.1');
  });
});

describe('a flood of notices', () => {
  test('is told one by one at first, then as a number', () => {
    const { board, told, pass } = open();
    attack(board, 42);
    expect(told).toHaveLength(5);
    pass(10);
    expect(told.slice(5)).toEqual([
      {
        id: 6,
        at: NOW + 600_000,
        code: 'network-blocked',
        text: '37 more networks were blocked in the last 10 minutes.',
        subject: '',
        page: '/dynamic-screen',
        isOver: false,
      },
    ]);
  });

  test('that goes on is a number every ten minutes, until ten minutes were quiet', () => {
    const { board, told, pass } = open();
    attack(board, 7);
    pass(10);
    attack(board, 3, 100);
    pass(10);
    attack(board, 1, 200);
    pass(10);
    pass(10);
    attack(board, 2, 300);
    expect(textsOf(told.slice(5))).toEqual([
      '2 more networks were blocked in the last 10 minutes.',
      '3 more networks were blocked in the last 10 minutes.',
      blocked('198.51.100.200').text,
      blocked('198.51.100.300').text,
      blocked('198.51.100.301').text,
    ]);
  });

  test('of one kind does not hide another', () => {
    const { board, told } = open();
    attack(board, 20);
    board.tell({ code: 'account-frozen', text: 'Frozen.', subject: 'u1@local.test', page: '/send-as' });
    expect(textsOf(told).at(-1)).toBe('Frozen.');
  });

  test('leaves nothing behind when the server stops', () => {
    const { board, planned } = open();
    attack(board, 20);
    board.dispose();
    expect(planned()).toBe(0);
  });
});

import { expect, test } from 'vitest';
import { LiveNoticeBoard } from '../../../server/app/notice-board.ts';
import { AttackNotices } from '../../../server/app/notices/attack-notices.ts';
import { LoudNotices } from '../../../server/app/notices/loud-notices.ts';
import type { NewNotice } from '../../../server/contract/notices.ts';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { TurnedTimers } from '../../helpers/turned-timers.ts';

const MINUTE = 60_000;

function open(settings = { desktop: true, mail: true, mailTo: null }) {
  const timers = new TurnedTimers(1_790_000_000_000);
  const [errors, shown, mailed]: string[][] = [[], [], []];
  const { clock, schedule } = timers;
  const reportError = (step: string) => errors?.push(step);
  const board = new LiveNoticeBoard({ clock, schedule, onChange: () => undefined, reportError });
  const loud = new LoudNotices({
    clock,
    schedule,
    board,
    settings: () => settings,
    mail: {
      send: (notices) => {
        mailed?.push(notices.map(({ text }) => text).join('+'));
        return Promise.resolve({ kind: 'sent', to: 'postmaster@local.test' });
      },
    },
    reportError,
  });
  return { timers, board, loud, shown: shown ?? [], mailed: mailed ?? [], errors: errors ?? [] };
}

const about = (code: NewNotice['code'], text: string): NewNotice => ({
  code,
  text,
  subject: text,
  page: '/server',
});

test('loud notices go to the desktop once in ten minutes and by mail once an hour; quiet ones stay in the window', async () => {
  const { board, loud, timers, shown, mailed } = open();
  loud.onAlert((notices) => shown.push(notices.map(({ text }) => text).join('+')));
  board.tell(about('network-blocked', 'quiet'));
  for (const text of ['a', 'b', 'c']) board.tell(about('listener-down', text));
  expect([shown, mailed]).toEqual([['a'], ['a']]);
  await timers.advance(10 * MINUTE);
  expect([shown, mailed]).toEqual([['a', 'b+c'], ['a']]);
  await timers.advance(50 * MINUTE);
  expect(mailed).toEqual(['a', 'b+c']);
});

test('nothing leaves the window where the settings say so', () => {
  const { board, loud, shown, mailed } = open({ desktop: false, mail: false, mailTo: null });
  loud.onAlert(() => shown.push('shown'));
  board.tell(about('listener-down', 'a'));
  expect([shown, mailed]).toEqual([[], []]);
});

test('a test goes out at once, every time, and says by which ways', async () => {
  const { loud, shown, mailed } = open();
  expect(await loud.test()).toEqual({
    desktop: 'absent',
    mail: { kind: 'sent', to: 'postmaster@local.test' },
  });
  loud.onAlert(() => shown.push('shown'));
  expect(await loud.test()).toMatchObject({ desktop: 'shown' });
  expect([shown, mailed.length]).toEqual([['shown'], 2]);
});

test('a listener that fails hinders no other', () => {
  const { board, loud, shown, errors } = open();
  loud.onAlert(() => {
    throw new Error('no desktop');
  });
  loud.onAlert(() => shown.push('shown'));
  board.tell(about('listener-down', 'a'));
  expect([shown, errors]).toEqual([['shown'], ['showing a notice on the desktop']]);
});

test('an attack is one notice at its beginning and one with its numbers at its end; the office is no attacker', async () => {
  const { timers, board } = open();
  const attacks = new AttackNotices({
    clock: timers.clock,
    schedule: timers.schedule,
    notices: board,
    isOurs: (ip) => ip === '192.168.1.20',
  });
  const blocked = (ip: string, listenerKind = 'smtp') =>
    ({ ip, listenerKind, result: 'blocked', refusal: { code: 530 } }) as SessionSummary; // all it looks at
  for (let count = 0; count < 300; count++) {
    attacks.ended(blocked('192.168.1.20'));
    attacks.ended(blocked('203.0.113.5', 'outbound'));
  }
  expect(board.list()).toEqual([]);
  for (let count = 0; count < 300; count++) attacks.ended(blocked(`203.0.113.${String(count % 3)}`));
  await timers.advance(30 * MINUTE);
  expect(board.list().map(({ text, isOver }) => [text, isOver])).toEqual([
    [
      'The attack is over. It lasted 4 minutes; 300 sessions from 3 networks were kept out, 100 of them from 203.0.113.0.',
      true,
    ],
    ['An attack has begun: 200 sessions from 3 networks were kept out within five minutes.', false],
  ]);
  expect(timers.sleeps.every((delay) => delay > MINUTE)).toBe(true);
});

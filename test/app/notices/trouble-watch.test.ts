import { describe, expect, test } from 'vitest';
import { LiveNoticeBoard } from '../../../server/app/notice-board.ts';
import { TroubleWatch, type WatchedHealth } from '../../../server/app/notices/trouble-watch.ts';
import type { ListenerState, ServerStatus } from '../../../server/contract/status.ts';
import type { HealthItem } from '../../../server/contract/health.ts';
import { checkCertificate } from '../../../server/health/checks/certificate.ts';
import type { HealthFacts, PolicyStanding } from '../../../server/health/health-facts.ts';
import { turnedClock } from '../../helpers/turned-clock.ts';

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;
const START = 1_790_000_000_000;
const WELL: WatchedHealth = {
  items: [],
  certificate: { notAfter: START + 400 * DAY_MS, selfSigned: false },
  disk: { freeBytes: 50e9, totalBytes: 100e9 },
};

function open() {
  const clock = turnedClock(START);
  const told: string[] = [];
  const watch = new TroubleWatch(
    { tell: ({ code, text, isOver = false }) => told.push(`${code}${isOver ? ' over' : ''}: ${text}`) },
    clock,
  );
  return { clock, told, watch };
}

const smtp = {
  name: 'smtp',
  kind: 'smtp',
  host: '0.0.0.0',
  port: 25,
  tls: 'starttls',
  enabled: true,
} as const;
const failed: ListenerState = {
  ...smtp,
  state: 'failed',
  reason: 'Port 25 is in use.',
  remedy: 'Choose another.',
};
const runs: ListenerState = { ...smtp, state: 'listening', boundPort: 25 };
const status = (listener: ListenerState, storage: ServerStatus['storage'] = { state: 'ok', detail: '' }) => ({
  listeners: [listener],
  storage,
});
const item = (code: string, severity: HealthItem['severity'] = 'attention', detail = ''): HealthItem => ({
  code,
  severity,
  text: `${code} at ${severity}.`,
  detail,
  action: null,
});

describe('a listener', () => {
  test('that fails is told once, and that it runs again', () => {
    const { watch, told } = open();
    for (const state of [runs, failed, failed, runs, runs]) watch.follow(status(state));
    expect(told).toEqual([
      'listener-down: The listener “smtp” does not run. Port 25 is in use. Choose another.',
      'listener-down over: The listener “smtp” runs again, on port 25.',
    ]);
  });

  test('that is switched off or removed while it fails is no news', () => {
    const { watch, told } = open();
    watch.follow(status(failed));
    watch.follow(status({ ...smtp, state: 'disabled' }));
    watch.follow({ ...status(runs), listeners: [] });
    expect(told).toHaveLength(1);
  });
});

test('that mail cannot be stored is told, and that it can again', () => {
  const { watch, told } = open();
  const full = { state: 'read-only', detail: 'The disk is full.' } as const;
  for (const storage of [full, full, { state: 'ok', detail: '' } as const])
    watch.follow(status(runs, storage));
  expect(told).toEqual([
    'storage-trouble: Mail cannot be stored, so that none is taken. The disk is full.',
    'storage-trouble over: Mail can be stored again.',
  ]);
});

describe('a certificate', () => {
  test('that ends is told of 21, 7, 3 and 1 days before and when it has ended, and that a new one is there', () => {
    const { watch, told, clock } = open();
    const notAfter = START + 30 * DAY_MS;
    const daysAtTelling: number[] = [];
    for (let hours = 0; hours < 32 * 24; hours++) {
      // Of the facts the check looks at these; the policy is no matter of it.
      const facts = {
        status: { certificate: { notAfter, selfSigned: false } },
        now: clock(),
        outsiderSignedIn: false,
      };
      const items = checkCertificate(facts as unknown as HealthFacts, {} as PolicyStanding);
      const before = told.length;
      watch.check({ ...WELL, items, certificate: { notAfter, selfSigned: false } });
      if (told.length > before) daysAtTelling.push(Math.floor((notAfter - clock()) / DAY_MS));
      clock.advanceMinutes(60);
    }
    expect(daysAtTelling).toEqual([21, 7, 3, 1, 0]);
    watch.check(WELL);
    expect(told.at(-1)).toBe('certificate-ends over: The certificate is a new one, and holds.');
  });
});

describe('a disk', () => {
  const disk = (freeBytes: number, severity: HealthItem['severity'] | null) => ({
    ...WELL,
    items: severity === null ? [] : [item('disk-fills', severity)],
    disk: { freeBytes, totalBytes: 100e9 },
  });

  test('is told of when it fills and when it is nearly full, once each', () => {
    const { watch, told } = open();
    for (const [free, severity] of [
      [9e9, 'attention'],
      [8e9, 'attention'],
      [1e9, 'alarm'],
      [3e9, 'attention'],
      [1e9, 'alarm'],
    ] as const)
      watch.check(disk(free, severity));
    expect(told).toEqual(['disk-fills: disk-fills at attention.', 'disk-fills: disk-fills at alarm.']);
  });

  test('that hovers around the limit is not told of again and again', () => {
    const { watch, told } = open();
    for (let times = 0; times < 10; times++) {
      watch.check(disk(9.9e9, 'attention'));
      watch.check(disk(10.1e9, null));
    }
    expect(told).toHaveLength(1);
    watch.check(disk(11e9, null));
    expect(told.at(-1)).toBe('disk-fills over: The disk has room again.');
  });

  test('that fills again soon after it had room is told of again, though the same is told once an hour only', () => {
    const clock = turnedClock(START);
    const board = new LiveNoticeBoard({
      clock,
      schedule: () => () => undefined,
      onChange: () => undefined,
      reportError: () => undefined,
    });
    const watch = new TroubleWatch(board, clock);
    for (const [free, severity] of [
      [9e9, 'attention'],
      [20e9, null],
      [9e9, 'attention'],
    ] as const) {
      watch.check(disk(free, severity));
      clock.advanceMinutes(10);
    }
    expect(board.list().map(({ isOver }) => isOver)).toEqual([false, true, false]);
  });
});

test('what keeps sessions from being stored is told once, and that it is over', () => {
  const { watch, told } = open();
  const broken = { ...WELL, items: [item('log-not-stored', 'attention', 'The disk is full.')] };
  for (const health of [broken, broken, WELL, WELL]) watch.check(health);
  expect(told).toEqual([
    'storage-trouble: log-not-stored at attention. The disk is full.',
    'storage-trouble over: Sessions are stored in the log again.',
  ]);
});

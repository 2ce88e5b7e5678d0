import { expect, test } from 'vitest';
import { describeTray, type TrayFacts } from '../../../electron/tray/tray-state.ts';
import type { ListenerState } from '../../../server/contract/status.ts';

const smtp = {
  name: 'smtp',
  kind: 'smtp',
  host: '0.0.0.0',
  port: 25,
  tls: 'starttls',
  enabled: true,
} as const;
const runs: ListenerState = { ...smtp, state: 'listening', boundPort: 25 };
const fails: ListenerState = { ...smtp, name: 'pop3', state: 'failed', reason: 'Taken.', remedy: 'Choose.' };
const COUNTERS = { running: 2, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 };
const WELL: TrayFacts = {
  status: {
    listeners: [runs],
    storage: { state: 'ok', detail: '' },
    paused: null,
    counters: COUNTERS,
  },
  health: { state: 'good', queue: { waiting: 3 } },
};
const wellBut = (status: Partial<TrayFacts['status']>): TrayFacts => ({
  health: null,
  status: { ...WELL.status, ...status },
});

test.for([
  ['all is well', WELL, 'running', 'Running · 3 queued · 2 sessions'],
  ['one session runs', wellBut({ counters: { ...COUNTERS, running: 1 } }), 'running', 'Running · 1 session'],
  [
    'a listener fails',
    wellBut({ listeners: [runs, fails] }),
    'attention',
    'Running, but pop3 does not · 2 sessions',
  ],
  [
    'the dashboard has something',
    { ...WELL, health: { state: 'attention', queue: { waiting: 0 } } },
    'attention',
    'Running, something needs you · 2 sessions',
  ],
  [
    'the disk is full',
    wellBut({ storage: { state: 'read-only', detail: '' } }),
    'attention',
    'Running, but the disk is full · 2 sessions',
  ],
  ['no port is open', wellBut({ listeners: [fails] }), 'stopped', 'Stopped, no port is open · 2 sessions'],
  [
    'the storage has failed',
    wellBut({ storage: { state: 'failed', detail: '' } }),
    'stopped',
    'Stopped, mail cannot be stored · 2 sessions',
  ],
  [
    'it is paused',
    wellBut({ paused: { since: 0, until: null } }),
    'stopped',
    'Paused until you resume · 2 sessions',
  ],
  [
    'it is paused for a while',
    wellBut({ paused: { since: 0, until: 900_000 } }),
    'stopped',
    'Paused until 900000 · 2 sessions',
  ],
] as const)('when %s', ([, facts, state, line]) => {
  expect(describeTray(facts, String)).toEqual({ state, line });
});

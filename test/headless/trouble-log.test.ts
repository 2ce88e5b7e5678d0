import { expect, it } from 'vitest';
import { TroubleLog } from '../../server/app/trouble-log.ts';
import type { ListenerState } from '../../server/contract/status.ts';

const SMTP: ListenerState = {
  name: 'smtp',
  kind: 'smtp',
  host: '127.0.0.1',
  port: 25,
  tls: 'starttls',
  enabled: true,
  state: 'listening',
  boundPort: 25,
};
const FAILED: ListenerState = { ...SMTP, state: 'failed', reason: 'In use.', remedy: 'Stop it.' };
const FALLBACK: ListenerState = {
  ...SMTP,
  state: 'fallback',
  boundPort: 2525,
  reason: 'Not permitted.',
  remedy: 'Permit it.',
};

function log() {
  const lines: string[] = [];
  const troubles = new TroubleLog((step, text) => {
    lines.push(`${step}: ${text}`);
  });
  return { lines, troubles };
}

it('names each listener that does not listen where it should, with the reason and what helps', () => {
  const { lines, troubles } = log();
  troubles.update([], [SMTP, FAILED, { ...FALLBACK, name: 'other' }, { ...SMTP, state: 'disabled' }]);
  expect(lines).toEqual([
    'listener smtp: In use. Stop it.',
    'listener other: Not permitted. Mail is taken on port 2525 in its place. Permit it.',
  ]);
});

it('tells of a trouble once, and again when it comes back', () => {
  const { lines, troubles } = log();
  troubles.update(['The settings file was damaged.'], [FAILED]);
  troubles.update(['The settings file was damaged.'], [FAILED]);
  expect(lines).toEqual(['notice: The settings file was damaged.', 'listener smtp: In use. Stop it.']);
  troubles.update(['The settings file was damaged.'], [SMTP]);
  troubles.update(['The settings file was damaged.'], [FAILED]);
  expect(lines.slice(2)).toEqual(['listener smtp: In use. Stop it.']);
});

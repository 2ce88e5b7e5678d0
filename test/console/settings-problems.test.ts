import { describe, expect, test } from 'vitest';
import { settingsProblems } from '../../server/console/settings-problems.ts';
import { defaultSettings, type ListenerSettings } from '../../server/contract/settings.ts';

const SETTINGS = defaultSettings('mail.local.test');
const SMTP: ListenerSettings = {
  name: 'smtp',
  kind: 'smtp',
  host: '0.0.0.0',
  port: 25,
  tls: 'starttls',
  enabled: true,
};
const OTHER: ListenerSettings = { ...SMTP, name: 'other' };
const CLASH = [{ path: 'listeners[1].port', reason: 'is that of the listener "smtp"' }];

describe('listeners', () => {
  test.each([
    ['of one port contradict each other', [SMTP, OTHER], CLASH],
    ['of one port on two addresses do not', [SMTP, { ...OTHER, host: '127.0.0.1' }], []],
    [
      'of any free port do not',
      [
        { ...SMTP, port: 0 },
        { ...OTHER, port: 0 },
      ],
      [],
    ],
    ['that are disabled take no port, first', [{ ...SMTP, enabled: false }, OTHER], []],
    ['that are disabled take no port, second', [SMTP, { ...OTHER, enabled: false }], []],
  ])('%s', (_sentence, listeners, problems) => {
    expect(settingsProblems({ ...SETTINGS, listeners })).toEqual(problems);
  });
});

test('the mode smart-host needs a smart host', () => {
  expect(
    settingsProblems({
      ...SETTINGS,
      outbound: { ...SETTINGS.outbound, mode: 'smart-host', smartHost: null },
    }),
  ).toEqual([{ path: 'outbound.smartHost', reason: 'is needed for the mode smart-host' }]);
});

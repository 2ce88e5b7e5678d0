import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, defaultSettings } from '../../server/contract/settings.ts';
import { parseSettings } from '../../server/settings/parse-settings.ts';

const { unlessDmarcAligned: _new, ...localSenderMustAuth } = DEFAULT_OPTIONS.localSenderMustAuth;
const { dmarcMustPass: _checks, accountLimits: _limits, ...optionsOf1 } = DEFAULT_OPTIONS;
const { dns: _dns, log: _log, ...settingsOf2 } = defaultSettings('mail.local.test');
const smartHost = { host: 'relay.test', port: 587, tls: 'required', login: null };

/** As the first release wrote it. */
const SCHEMA_1 = {
  ...settingsOf2,
  schema: 1,
  options: { ...optionsOf1, localSenderMustAuth: { ...localSenderMustAuth, mode: 'off' } },
  outbound: { mode: 'smart-host', smartHost },
};

describe('settings of schema 1', () => {
  it('keep what they said, and nothing new refuses anything', () => {
    const now = { ...defaultSettings('mail.local.test'), firstRunFinishedAt: 0 };
    expect(parseSettings(SCHEMA_1)).toEqual({
      kind: 'good',
      migratedFrom: 1,
      settings: {
        ...now,
        options: {
          ...now.options,
          localSenderMustAuth: { ...now.options.localSenderMustAuth, mode: 'off' },
        },
        outbound: { ...now.outbound, mode: 'smart-host', smartHost },
      },
    });
  });

  it('are refused where they were bad before', () => {
    expect(parseSettings({ ...SCHEMA_1, options: 'all', outbound: null })).toMatchObject({ kind: 'bad' });
  });
});

import { expect, test } from 'vitest';
import { settingsSchema, defaultSettings } from '../../server/contract/settings.ts';
import { from2To3 } from '../../server/settings/migrations/from-2-to-3.ts';

test('notices are on, and who has set up the server without the wizard is not shown it', () => {
  const { notices: _notices, firstRunFinishedAt: _finished, ...rest } = defaultSettings('mail.example.com');
  expect(settingsSchema.parse(from2To3({ ...rest, schema: 2 }))).toEqual({
    ...rest,
    schema: 3,
    notices: { desktop: true, mail: true, mailTo: null },
    firstRunFinishedAt: 0,
  });
});

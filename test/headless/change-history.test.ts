import { afterEach, expect, test } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';

let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

test('a change that was acknowledged is in the history after a kill, and is undone then', async () => {
  host = await startHeadlessHost(OFFICE);
  const { change } = await host.call('options.set', 'localIpMustAuth', { mode: 'off' });
  const entry = { pattern: 'bulk@local.test', comment: '', owner: 'Eva', expiresAt: null };
  await host.call('whiteList.save', entry, null);
  await host.call('audit.explain', change ?? 0, 'The scanner cannot sign in');
  await host.kill();
  host = await startHeadlessHost(OFFICE, host.dataFolder);

  const { changes } = await host.call('audit.list');
  expect(changes.map(({ by, summary, reason }) => [by, summary, reason])).toEqual([
    ['Web console', 'White list: bulk@local.test added', ''],
    [
      'Web console',
      '“Authentication is always required when mail is sent from local IPs” is now off',
      'The scanner cannot sign in',
    ],
    ['Setup document', expect.stringMatching(/^Setup document applied: \d+ changes$/), ''],
  ]);
  for (const { id } of changes.slice(0, 2)) await host.call('audit.undo', id);
  expect((await host.call('options.get')).localIpMustAuth.mode).toBe('enforce');
  expect(await host.call('whiteList.list')).toEqual([]);
});

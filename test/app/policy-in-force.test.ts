import { expect, test } from 'vitest';
import { PolicyInForce } from '../../server/app/policy-in-force.ts';
import { defaultSettings, type Settings } from '../../server/contract/settings.ts';
import { createDirectoryView } from '../../server/directory/directory-view.ts';
import type { OpenDirectory } from '../../server/directory/open-directory.ts';
import type { SettingsStore } from '../../server/settings/open-settings.ts';
import { accountRecord, address, localLists } from '../helpers/directory-lists.ts';

const OLD = defaultSettings('old.test');
const NEW: Settings = { ...OLD, hostname: 'new.test' };
const FROZEN = localLists({
  accounts: [accountRecord(1, 'u1@local.test', { frozen: { since: 0, reason: 'spam' } })],
});

function open() {
  const state = { settings: { current: OLD, revision: 1 }, view: createDirectoryView(localLists(), 1) };
  const settings = {
    get current() {
      return state.settings.current;
    },
    get revision() {
      return state.settings.revision;
    },
  } as SettingsStore; // no more is asked for
  const directory = { view: () => state.view } as OpenDirectory; // no more is asked for
  return { state, policy: new PolicyInForce(settings, directory) };
}

test('what has been saved is in force once it is put there, and not before', () => {
  const { state, policy } = open();
  state.settings = { current: NEW, revision: 2 };
  expect([policy.current.settings.hostname, policy.current.revision]).toEqual(['old.test', 2]);
  policy.refresh();
  expect([policy.current.settings.hostname, policy.current.revision]).toEqual(['new.test', 3]);
});

test('an account that is frozen while an import is half done puts no half of the import in force', () => {
  const { state, policy } = open();
  state.settings = { current: NEW, revision: 2 };
  state.view = createDirectoryView(FROZEN, 2);
  policy.refreshDirectory();
  const { settings, directory, revision } = policy.current;
  expect([settings.hostname, revision]).toEqual(['old.test', 3]);
  expect(directory.findAccount(address('u1@local.test'))?.frozen).toEqual({ since: 0, reason: 'spam' });
  policy.refresh();
  expect([policy.current.settings.hostname, policy.current.revision]).toEqual(['new.test', 4]);
});

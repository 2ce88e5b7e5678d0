import { expect, it } from 'vitest';
import type { ConsolePorts, SetupLists } from '../../server/console/console-ports.ts';
import { createTurns } from '../../server/console/in-turn.ts';
import { setupHandlers } from '../../server/console/setup-handlers.ts';
import { StoreError } from '../../server/contract/message-store.ts';
import { defaultSettings, settingsSchema } from '../../server/contract/settings.ts';

const NO_LISTS: SetupLists = {
  domains: [],
  accounts: [],
  aliases: [],
  gateways: [],
  whiteList: [],
  localIps: [],
  trustedIps: [],
  allowList: [],
};

it('puts the settings back where the directory cannot be written, and puts nothing in force', async () => {
  const before = defaultSettings('mail.local.test');
  const written: string[] = [];
  let current = before;
  const failure = new StoreError('disk-full', 'no space');
  const ports: Pick<ConsolePorts, 'settings' | 'directory' | 'putInForce'> = {
    settings: {
      get current() {
        return current;
      },
      update: (change) => {
        current = settingsSchema.parse(change(current));
        written.push(current.hostname);
        return current;
      },
    },
    directory: {
      exportLists: () => NO_LISTS,
      check: () => [],
      replace: () => Promise.reject(failure),
    } as unknown as ConsolePorts['directory'], // single lists are not asked for
    putInForce: () => Promise.reject(new Error('nothing is to be put in force')),
  };
  const handlers = setupHandlers(ports as ConsolePorts, createTurns()); // an import asks for no more than these
  await expect(handlers['setup.apply']({ hostname: 'changed.test', aliases: [] })).rejects.toBe(failure);
  expect(written).toEqual(['changed.test', 'mail.local.test']);
  expect(current).toEqual(before);
});

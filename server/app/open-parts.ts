import { mkdirSync } from 'node:fs';
import { hostname as machineName } from 'node:os';
import { auditMigrations } from '../audit/schema.ts';
import { authenticityMigrations } from '../authenticity/schema.ts';
import type { DkimKeys } from '../authenticity/dkim-keys.ts';
import { canonicalDomain } from '../contract/domain.ts';
import type { Clock } from '../contract/clock.ts';
import type { SettingsFile } from '../contract/database.ts';
import { defaultSettings } from '../contract/settings.ts';
import { openDirectory, type OpenDirectory } from '../directory/open-directory.ts';
import { openMailboxLoginTable, type MailboxLoginTable } from '../directory/mailbox-login-table.ts';
import { defaultLocalIps } from '../directory/own-addresses.ts';
import { createPasswordHasher, loadArgon2 } from '../directory/password-hash.ts';
import { createPasswords } from '../directory/passwords.ts';
import { deliveryPolicyMigrations } from '../delivery/smtp/mta-sts/policy-table.ts';
import { directoryMigrations } from '../directory/schema.ts';
import { openGoodLoginTable, type GoodLoginTable } from '../directory/good-login-table.ts';
import { openSendingTable, type SendingTable } from '../directory/sending-table.ts';
import { openScreenTable, type ScreenTable } from '../directory/screen-table.ts';
import { openSettings, type SettingsStore } from '../settings/open-settings.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { openDkimKeys } from './authenticity.ts';
import type { Disposal } from './disposal.ts';
import { StorageState } from './storage-state.ts';

export interface PartsOptions {
  readonly dataFolder: string;
  readonly openSettingsFile: (dataFolder: string) => SettingsFile;
  readonly clock: Clock;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** Everything of the server that lives in the data folder. */
export interface Parts {
  readonly store: Store;
  readonly storageState: StorageState;
  readonly settings: SettingsStore;
  readonly directory: OpenDirectory;
  readonly screenTable: ScreenTable;
  readonly mailboxLoginTable: MailboxLoginTable;
  readonly goodLoginTable: GoodLoginTable;
  readonly sendingTable: SendingTable;
  readonly dkimKeys: DkimKeys;
  /** Whether passwords are hashed with argon2id; else with scrypt. */
  readonly hasArgon2: boolean;
}

/**
 * Opens the data folder, making it where it is missing. The store comes first, because it holds the lock by which one
 * server at a time has the folder. Rejects where it cannot be served; what has been opened is in `disposal`.
 */
export async function openParts(options: PartsOptions, disposal: Disposal): Promise<Parts> {
  const { dataFolder, clock, reportError } = options;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const passwords = preparePasswords(clock);
  // Awaited below; a failure of the store, reported first, must not leave this one unheard.
  passwords.catch(() => undefined);
  const storageState = new StorageState(clock);
  const store = await openStore({
    dataFolder,
    schema: [directoryMigrations, deliveryPolicyMigrations, authenticityMigrations, auditMigrations],
    clock,
    onEvent: (event) => {
      const notice = storageState.note(event);
      if (notice !== null) reportError('storage', notice);
    },
  });
  disposal.add('the store', store.dispose);
  const settings = openSettings({
    file: options.openSettingsFile(dataFolder),
    clock,
    defaults: defaultSettings(canonicalDomain(machineName()) ?? 'localhost'),
  });
  const { database } = store;
  const { hasArgon2, ...ready } = await passwords;
  const directory = await openDirectory({
    database,
    clock,
    passwords: ready.passwords,
    localIpDefaults: defaultLocalIps(),
    reportError,
  });
  disposal.add('the directory', directory.dispose);
  const screenTable = await openScreenTable({ database, reportError });
  disposal.add('the Dynamic Screen', screenTable.dispose);
  const mailboxLoginTable = await openMailboxLoginTable({ database, reportError });
  disposal.add('mailbox logins', mailboxLoginTable.dispose);
  const goodLoginTable = await openGoodLoginTable({ database, clock, reportError });
  disposal.add('successful sign-ins', goodLoginTable.dispose);
  const sendingTable = await openSendingTable({ database, reportError });
  disposal.add('what accounts have sent', sendingTable.dispose);
  const dkimKeys = await openDkimKeys({ dataFolder, database, clock, reportError });
  return {
    store,
    storageState,
    settings,
    directory,
    screenTable,
    mailboxLoginTable,
    goodLoginTable,
    sendingTable,
    dkimKeys,
    hasArgon2,
  };
}

async function preparePasswords(clock: Clock) {
  const argon2 = await loadArgon2();
  return {
    passwords: await createPasswords(createPasswordHasher(argon2), clock),
    hasArgon2: argon2 !== null,
  };
}

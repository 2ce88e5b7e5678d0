import { parseAddress, type Address } from '../../server/contract/address.ts';
import { gatewayEntrySchema, type AliasEntry, type GatewayEntry } from '../../server/contract/directory.ts';
import {
  EMPTY_LISTS,
  type AccountRecord,
  type DirectoryLists,
} from '../../server/directory/directory-lists.ts';

/** The address, in a test that is about something else than its spelling. */
export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`${text} is not an address`);
  return parsed;
}

export function accountRecord(id: number, text: string, change: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id,
    address: address(text),
    displayName: '',
    enabled: true,
    sendAs: [],
    limits: {},
    frozen: null,
    passwordHash: null,
    credentialVersion: 1,
    createdAt: 0,
    ...change,
  };
}

export function alias(pattern: string, ...targets: readonly string[]): AliasEntry {
  return { pattern, targets: [...targets], membersMaySendAs: true };
}

/** A gateway with every default that its schema knows. */
export function gateway(domain: string, change: Partial<GatewayEntry> = {}): GatewayEntry {
  return { ...gatewayEntrySchema.parse({ domain, host: '127.0.0.1', port: 2600 }), ...change };
}

/** local.test with u1 (1) and u2 (2), and nothing else but what the test gives. */
export function localLists(change: Partial<DirectoryLists> = {}): DirectoryLists {
  return {
    ...EMPTY_LISTS,
    domains: [{ name: 'local.test', subaddressSeparator: '+' }],
    accounts: [accountRecord(1, 'u1@local.test'), accountRecord(2, 'u2@local.test')],
    ...change,
  };
}

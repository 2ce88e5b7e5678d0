import { parseAddress, type Address } from '../../server/contract/address.ts';
import type { AliasEntry, GatewayEntry, WhiteListEntry } from '../../server/contract/directory.ts';
import type { SharingAnswer } from '../../server/contract/facts.ts';
import {
  optionsSchema,
  defaultSettings,
  type OptionSettings,
  type Settings,
  type SharingHost,
} from '../../server/contract/settings.ts';
import type { AccountRecord, DirectoryLists } from '../../server/directory/directory-lists.ts';
import { accountRecord, gateway } from './directory-lists.ts';
import type { DnsTable } from './table-dns.ts';

/** What a test says differently from the base case. */
export interface WireSetup {
  readonly options?: { readonly [K in keyof OptionSettings]?: Change<OptionSettings[K]> };
  readonly whiteList?: readonly WhiteListEntry[];
  /** Besides sales@ and the wildcard; they come before it. */
  readonly aliases?: readonly AliasEntry[];
  /** Without it, mail to an unknown name of local.test is refused. */
  readonly wildcardAlias?: boolean;
  readonly limits?: Partial<Settings['limits']>;
  readonly dynamicScreen?: Partial<Settings['dynamicScreen']>;
  /** Networks that the Dynamic Screen never blocks. */
  readonly allowList?: readonly string[];
  readonly gatewaySendersMustAuth?: boolean | 'report';
  readonly gatewaySenders?: 'any' | string[];
  /** Fields of the gateway gw.test that differ otherwise. */
  readonly gateway?: Partial<GatewayEntry>;
  readonly plaintextAuth?: boolean;
  /** Every account's password, in place of those in PASSWORDS. */
  readonly password?: string;
  /** Accounts of local.test that may not sign in, by local part. */
  readonly disabled?: readonly string[];
  /** What accounts of local.test may send as besides, by local part. */
  readonly sendAs?: Readonly<Record<string, readonly string[]>>;
  /** How many minutes ago these accounts of local.test opened their mailbox. */
  readonly mailboxLogins?: Readonly<Record<string, number>>;
  /** What DNS says to the checks of incoming mail. */
  readonly dns?: DnsTable;
  /** Names for which it does not answer. */
  readonly dnsFails?: readonly string[];
  /** What one sharing host answers, without being asked over the network. */
  readonly sharing?: SharingAnswer;
  /** Hosts that are really asked. */
  readonly sharingHosts?: readonly SharingHost[];
  /** How long they have, in milliseconds; 5000 unless said. */
  readonly sharingWaitMs?: number;
}

type Change<T> = T extends object ? Partial<T> : T;

/** Passwords of the base case, by address. */
export const PASSWORDS: ReadonlyMap<string, string> = new Map([
  ['u1@local.test', 'secret-1'],
  ['u2@local.test', 'secret-2'],
]);

export function passwordsOf({ password }: WireSetup): ReadonlyMap<string, string> {
  return new Map([...PASSWORDS].map(([address, usual]) => [address, password ?? usual]));
}

/** Every option of the seed page at its default, plain AUTH allowed so that dialogues can be read. */
export function wireSettings(setup: WireSetup): Settings {
  const settings = defaultSettings('mail.local.test');
  return {
    ...settings,
    allowPlaintextAuthFrom: setup.plaintextAuth === false ? [] : ['127.0.0.0/8'],
    options: changeOptions(settings.options, setup.options ?? {}),
    limits: { ...settings.limits, ...setup.limits },
    dynamicScreen: { ...settings.dynamicScreen, ...setup.dynamicScreen },
    domainSharing: { enabled: true, hosts: sharingHosts(setup) },
  };
}

/** A sharing host on 127.0.0.1. */
export function sharingHost(port: number): SharingHost {
  return { host: '127.0.0.1', port, tls: 'opportunistic', login: null };
}

/** Another answer is another host, so that no answer of before is remembered. */
function sharingHosts({ sharing, sharingHosts: hosts = [] }: WireSetup): SharingHost[] {
  if (!sharing) return [...hosts];
  const host = sharing.kind === 'found' || sharing.kind === 'error' ? sharing.host : 'no.local.test';
  return [{ host, port: 25, tls: 'none', login: null }];
}

function changeOptions(options: OptionSettings, change: NonNullable<WireSetup['options']>): OptionSettings {
  const before: Readonly<Record<string, unknown>> = options;
  const changed = Object.entries(change).map(([key, value]) => {
    const old = before[key];
    return [key, typeof old === 'object' && typeof value === 'object' ? { ...old, ...value } : value];
  });
  return optionsSchema.parse({ ...options, ...(Object.fromEntries(changed) as object) }); // it answers any
}

/** u1, u2; sales@ of u1; a wildcard to u1; gateway gw.test; Local IPs 127.0.1.0/24, Trusted IPs 127.0.2.0/24. */
export function wireLists(setup: WireSetup): DirectoryLists {
  return {
    domains: [{ name: 'local.test', subaddressSeparator: '+' }],
    accounts: [...PASSWORDS.keys()].map((address, index) => account(index + 1, address, setup)),
    aliases: [
      ...(setup.aliases ?? []),
      { pattern: 'sales@local.test', targets: ['u1@local.test'], membersMaySendAs: true },
      ...(setup.wildcardAlias === false
        ? []
        : [{ pattern: '*@local.test', targets: ['u1@local.test'], membersMaySendAs: true }]),
    ],
    gateways: [
      gateway('gw.test', {
        sendersMustAuth: setup.gatewaySendersMustAuth ?? true,
        sendingAccounts: setup.gatewaySenders ?? 'any',
        ...setup.gateway,
      }),
    ],
    whiteList: (setup.whiteList ?? []).map((entry) => ({ ...entry, createdAt: 0, keptAt: null })),
    localIps: ['127.0.1.0/24', '127.0.2.0/24'],
    trustedIps: [{ range: '127.0.2.0/24', comment: '' }],
    allowList: (setup.allowList ?? []).map((range) => ({ range, comment: '' })),
  };
}

function account(id: number, text: string, { disabled, sendAs }: WireSetup): AccountRecord {
  const record = accountRecord(id, text);
  const { localPart } = record.address;
  return {
    ...record,
    enabled: disabled?.includes(localPart) !== true,
    sendAs: sendAs?.[localPart] ?? [],
  };
}

export function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new Error(`not an address: ${text}`);
  return address;
}

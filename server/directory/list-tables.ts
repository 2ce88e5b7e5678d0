import { addressKey, parseAddress } from '../contract/address.ts';
import { hasWildcard } from '../contract/address-pattern.ts';
import type { SqlStatement, SqlValue } from '../contract/database.ts';
import type { ChangedData } from '../contract/events.ts';
import { lowerAscii } from '../contract/ascii.ts';
import type { AliasEntry, CommentedNetwork, DomainEntry, GatewayEntry } from '../contract/directory.ts';
import type { AccountRecord, DirectoryLists, WhiteListRecord } from './directory-lists.ts';

/** How one list is written to its table: a row per entry, and the columns by which a row is found again. */
interface ListTable<T> {
  readonly table: string;
  readonly keyColumns: readonly string[];
  readonly row: (entry: T, position: number) => Readonly<Record<string, SqlValue>>;
}

/** The form by which alias and white list patterns compare: two spellings of one address are one entry. */
export function patternKey(pattern: string): string {
  const address = hasWildcard(pattern) ? null : parseAddress(pattern);
  return address === null ? lowerAscii(pattern) : addressKey(address);
}

const DOMAINS: ListTable<DomainEntry> = {
  table: 'local_domain',
  keyColumns: ['name'],
  row: ({ name, subaddressSeparator }, position) => ({
    name,
    position,
    subaddress_separator: subaddressSeparator,
  }),
};

const ACCOUNTS: ListTable<AccountRecord> = {
  table: 'account',
  keyColumns: ['id'],
  row: (account) => ({
    id: account.id,
    address_key: addressKey(account.address),
    address: JSON.stringify(account.address),
    display_name: account.displayName,
    enabled: Number(account.enabled),
    send_as: JSON.stringify(account.sendAs),
    limits: JSON.stringify(account.limits),
    frozen: account.frozen === null ? null : JSON.stringify(account.frozen),
    password_hash: account.passwordHash,
    credential_version: account.credentialVersion,
    created_at: account.createdAt,
  }),
};

const ALIASES: ListTable<AliasEntry> = {
  table: 'alias',
  keyColumns: ['key'],
  row: ({ pattern, targets, membersMaySendAs }, position) => ({
    key: patternKey(pattern),
    position,
    pattern,
    targets: JSON.stringify(targets),
    members_may_send_as: Number(membersMaySendAs),
  }),
};

const SENDERS_MUST_AUTH = new Map<GatewayEntry['sendersMustAuth'], string>([
  [false, 'off'],
  ['report', 'report'],
  [true, 'enforce'],
]);

const GATEWAYS: ListTable<GatewayEntry> = {
  table: 'gateway',
  keyColumns: ['domain'],
  row: (gateway, position) => ({
    domain: gateway.domain,
    position,
    host: gateway.host,
    port: gateway.port,
    tls: gateway.tls,
    senders_must_auth: SENDERS_MUST_AUTH.get(gateway.sendersMustAuth) ?? 'enforce',
    sending_accounts: gateway.sendingAccounts === 'any' ? null : JSON.stringify(gateway.sendingAccounts),
    recipient_check: gateway.recipientCheck,
    recipients: JSON.stringify(gateway.recipients),
    delivery: gateway.delivery,
    etrn_accounts: JSON.stringify(gateway.etrnAccounts),
    retry_hours: gateway.retryHours,
  }),
};

const WHITE_LIST: ListTable<WhiteListRecord> = {
  table: 'white_list_entry',
  keyColumns: ['key'],
  row: ({ pattern, comment, owner, expiresAt, createdAt, keptAt }, position) => ({
    key: patternKey(pattern),
    position,
    pattern,
    comment,
    owner,
    expires_at: expiresAt,
    created_at: createdAt,
    kept_at: keptAt,
  }),
};

function networksOf(list: 'local' | 'trusted' | 'allow'): ListTable<CommentedNetwork> {
  return {
    table: 'listed_network',
    keyColumns: ['list', 'range'],
    row: ({ range, comment }, position) => ({ list, range, position, comment }),
  };
}
const LOCAL_IPS = networksOf('local');
const TRUSTED_IPS = networksOf('trusted');
const ALLOW_LIST = networksOf('allow');

/** What turns the tables that hold one state of the lists into tables that hold the next. */
export interface ListsDifference {
  /** Empty where nothing changes. */
  readonly what: readonly ChangedData[];
  readonly statements: readonly SqlStatement[];
}

export function differenceOf(before: DirectoryLists, next: DirectoryLists): ListsDifference {
  const commented = (ranges: readonly string[]): readonly CommentedNetwork[] =>
    ranges.map((range) => ({ range, comment: '' }));
  const differences: readonly (readonly [ChangedData, readonly SqlStatement[]])[] = [
    ['domains', tableStatements(DOMAINS, before.domains, next.domains)],
    ['accounts', tableStatements(ACCOUNTS, before.accounts, next.accounts)],
    ['aliases', tableStatements(ALIASES, before.aliases, next.aliases)],
    ['gateways', tableStatements(GATEWAYS, before.gateways, next.gateways)],
    ['whiteList', tableStatements(WHITE_LIST, before.whiteList, next.whiteList)],
    ['networks', tableStatements(LOCAL_IPS, commented(before.localIps), commented(next.localIps))],
    ['networks', tableStatements(TRUSTED_IPS, before.trustedIps, next.trustedIps)],
    ['screen', tableStatements(ALLOW_LIST, before.allowList, next.allowList)],
  ];
  const changed = differences.filter(([, statements]) => statements.length > 0);
  return {
    what: [...new Set(changed.map(([what]) => what))],
    statements: changed.flatMap(([, statements]) => statements),
  };
}

function tableStatements<T>(
  table: ListTable<T>,
  before: readonly T[],
  next: readonly T[],
): readonly SqlStatement[] {
  if (before === next) return [];
  const rowsBefore = rowsByKey(table, before);
  const rowsNext = rowsByKey(table, next);
  const removed = [...rowsBefore].filter(([key]) => !rowsNext.has(key)).map(([, row]) => row);
  const written = [...rowsNext]
    .filter(([key, row]) => !sameRow(rowsBefore.get(key), row))
    .map(([, row]) => row);
  return [
    ...removed.map((row) => deleteStatement(table, row)),
    ...written.map((row) => upsertStatement(table, row)),
  ];
}

type Row = Readonly<Record<string, SqlValue>>;

function rowsByKey<T>(table: ListTable<T>, entries: readonly T[]): ReadonlyMap<string, Row> {
  const rows = entries.map((entry, position) => table.row(entry, position));
  return new Map(rows.map((row) => [JSON.stringify(table.keyColumns.map((column) => row[column])), row]));
}

function sameRow(one: Row | undefined, other: Row): boolean {
  return one !== undefined && Object.entries(other).every(([column, value]) => one[column] === value);
}

// Table and column names are constants of this file; every value is a parameter.
function deleteStatement<T>({ table, keyColumns }: ListTable<T>, row: Row): SqlStatement {
  return {
    sql: `DELETE FROM ${table} WHERE ${keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
    params: keyColumns.map((column) => row[column] ?? null),
  };
}

function upsertStatement<T>({ table, keyColumns }: ListTable<T>, row: Row): SqlStatement {
  const columns = Object.keys(row);
  const updates = columns.filter((column) => !keyColumns.includes(column));
  return {
    sql:
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ` +
      `ON CONFLICT (${keyColumns.join(', ')}) DO UPDATE SET ` +
      updates.map((column) => `${column} = excluded.${column}`).join(', '),
    params: Object.values(row),
  };
}

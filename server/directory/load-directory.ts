import { z } from 'zod';
import { aliasEntrySchema, gatewayEntrySchema, sendAsPatternSchema } from '../contract/directory.ts';
import type { Database, SqlRow } from '../contract/database.ts';
import { ownLimitsSchema } from '../contract/settings.ts';
import type { DirectoryLists } from './directory-lists.ts';

/** What the tables hold. `revision` is null where the directory has never been opened before. */
export interface LoadedDirectory {
  readonly revision: number | null;
  readonly lists: DirectoryLists;
  readonly signIns: ReadonlyMap<number, number>;
  readonly whiteListUse: ReadonlyMap<string, { readonly hits: number; readonly lastUsedAt: number }>;
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const flag = z.int().transform((value) => value === 1);

const stateRow = z.object({ revision: z.int() });
const domainRow = z
  .object({ name: z.string(), subaddress_separator: z.string() })
  .transform((row) => ({ name: row.name, subaddressSeparator: row.subaddress_separator }));
const accountRow = z
  .object({
    id: z.int(),
    address: json.pipe(z.object({ localPart: z.string(), domain: z.string() })),
    display_name: z.string(),
    enabled: flag,
    send_as: json.pipe(z.array(sendAsPatternSchema)),
    limits: json.pipe(ownLimitsSchema),
    frozen: json.pipe(z.object({ since: z.int(), reason: z.string() })).nullable(),
    password_hash: z.string().nullable(),
    credential_version: z.int(),
    created_at: z.int(),
  })
  .transform((row) => ({
    id: row.id,
    address: row.address,
    displayName: row.display_name,
    enabled: row.enabled,
    sendAs: row.send_as,
    limits: row.limits,
    frozen: row.frozen,
    passwordHash: row.password_hash,
    credentialVersion: row.credential_version,
    createdAt: row.created_at,
  }));
const aliasRow = z
  .object({
    pattern: z.string(),
    targets: json.pipe(aliasEntrySchema.shape.targets),
    members_may_send_as: flag,
  })
  .transform((row) => ({
    pattern: row.pattern,
    targets: row.targets,
    membersMaySendAs: row.members_may_send_as,
  }));
const gateway = gatewayEntrySchema.shape;
const gatewayRow = z
  .object({
    domain: z.string(),
    host: z.string(),
    port: z.int(),
    tls: gateway.tls,
    senders_must_auth: z.enum(['off', 'report', 'enforce']),
    sending_accounts: json.pipe(gateway.sendingAccounts).nullable(),
    recipient_check: gateway.recipientCheck,
    recipients: json.pipe(gateway.recipients),
    delivery: gateway.delivery,
    etrn_accounts: json.pipe(gateway.etrnAccounts),
    retry_hours: z.int(),
  })
  .transform((row) => ({
    domain: row.domain,
    host: row.host,
    port: row.port,
    tls: row.tls,
    sendersMustAuth:
      row.senders_must_auth === 'report' ? row.senders_must_auth : row.senders_must_auth === 'enforce',
    sendingAccounts: row.sending_accounts ?? ('any' as const),
    recipientCheck: row.recipient_check,
    recipients: row.recipients,
    delivery: row.delivery,
    etrnAccounts: row.etrn_accounts,
    retryHours: row.retry_hours,
  }));
const whiteListRow = z
  .object({
    pattern: z.string(),
    comment: z.string(),
    owner: z.string(),
    expires_at: z.int().nullable(),
    created_at: z.int(),
    kept_at: z.int().nullable(),
  })
  .transform((row) => ({
    pattern: row.pattern,
    comment: row.comment,
    owner: row.owner,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    keptAt: row.kept_at,
  }));
const networkRow = z.object({
  list: z.enum(['local', 'trusted', 'allow']),
  range: z.string(),
  comment: z.string(),
});
const signInRow = z
  .object({ account_id: z.int(), last_sign_in_at: z.int() })
  .transform((row) => [row.account_id, row.last_sign_in_at] as const);
const whiteListUseRow = z
  .object({ key: z.string(), hits: z.int(), last_used_at: z.int() })
  .transform((row) => [row.key, { hits: row.hits, lastUsedAt: row.last_used_at }] as const);

/** Reads the whole directory. Rejects with StoreError, or with ZodError where the tables hold what no version wrote. */
export async function loadDirectory(database: Database): Promise<LoadedDirectory> {
  const read = async <T>(schema: z.ZodType<T>, table: string, order: string): Promise<readonly T[]> =>
    parseRows(schema, await database.query(`SELECT * FROM ${table} ORDER BY ${order}`));

  const [state] = await read(stateRow, 'directory_state', 'singleton');
  const networks = await read(networkRow, 'listed_network', 'position');
  const networksIn = (list: z.infer<typeof networkRow>['list']) =>
    networks.filter((network) => network.list === list).map(({ range, comment }) => ({ range, comment }));
  return {
    revision: state?.revision ?? null,
    lists: {
      domains: await read(domainRow, 'local_domain', 'position'),
      accounts: await read(accountRow, 'account', 'id'),
      aliases: await read(aliasRow, 'alias', 'position'),
      gateways: await read(gatewayRow, 'gateway', 'position'),
      whiteList: await read(whiteListRow, 'white_list_entry', 'position'),
      localIps: networksIn('local').map(({ range }) => range),
      trustedIps: networksIn('trusted'),
      allowList: networksIn('allow'),
    },
    signIns: new Map(await read(signInRow, 'account_use', 'account_id')),
    whiteListUse: new Map(await read(whiteListUseRow, 'white_list_use', 'key')),
  };
}

function parseRows<T>(schema: z.ZodType<T>, rows: readonly SqlRow[]): readonly T[] {
  return z.array(schema).parse(rows);
}

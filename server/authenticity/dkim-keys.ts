import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Clock } from '../contract/clock.ts';
import type { Database, SqlStatement } from '../contract/database.ts';
import type { DkimKeyView } from '../contract/delivery-calls.ts';
import { recordName, recordValue } from './dkim-record.ts';
import type { SecretBox } from './secret-box.ts';

export type DkimAlgorithm = DkimKeyView['algorithm'];

/** A key that signs now. */
export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: DkimAlgorithm;
  readonly privateKey: KeyObject;
}

interface StoredKey {
  readonly view: DkimKeyView;
  /** Null where the sealed key does not open: secrets.key is another one. */
  readonly privateKey: KeyObject | null;
}

export interface DkimKeysOptions {
  readonly database: Database;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** RFC 8301 §3.2: at least 2048 bits should be used. */
const RSA_BITS = 2048;
const generate = promisify(generateKeyPair);

const keyRow = z.object({
  domain: z.string(),
  selector: z.string(),
  algorithm: z.enum(['rsa', 'ed25519']),
  created_at: z.int(),
  active: z.int(),
  public_key: z.instanceof(Uint8Array),
  sealed_private_key: z.instanceof(Uint8Array),
});

/** The keys by which mail is signed, kept in mail.db; each private key is sealed and never leaves this server. */
export class DkimKeys {
  readonly #options: DkimKeysOptions;
  readonly #keys: Map<string, StoredKey>;

  private constructor(options: DkimKeysOptions, keys: Map<string, StoredKey>) {
    this.#options = options;
    this.#keys = keys;
  }

  static async open(options: DkimKeysOptions): Promise<DkimKeys> {
    const rows = await options.database.query('SELECT * FROM dkim_key ORDER BY domain, selector');
    const keys = z
      .array(keyRow)
      .parse(rows)
      .map((row) => readKey(row, options));
    return new DkimKeys(options, new Map(keys.map((key) => [nameOf(key.view), key])));
  }

  /** By domain and selector. */
  list(): readonly DkimKeyView[] {
    return [...this.#keys.values()]
      .map(({ view }) => view)
      .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  }

  find(domain: string, selector: string): DkimKeyView | null {
    return this.#keys.get(nameOf({ domain, selector }))?.view ?? null;
  }

  /** Those that sign now for the domain, or for the nearest domain above it that has any. */
  signingKeys(domain: string): readonly SigningKey[] {
    for (let name = domain; name !== ''; name = parentOf(name)) {
      const keys = [...this.#keys.values()].flatMap(({ view, privateKey }) =>
        view.active && view.domain === name && privateKey !== null ? [{ ...view, privateKey }] : [],
      );
      if (keys.length > 0) return keys;
    }
    return [];
  }

  /** Makes a key that does not sign yet. Null where the domain has a key of that selector. */
  async create(domain: string, selector: string, algorithm: DkimAlgorithm): Promise<DkimKeyView | null> {
    const { box, clock, database } = this.#options;
    const name = nameOf({ domain, selector });
    if (this.#keys.has(name)) return null;
    const { publicKey, privateKey } =
      algorithm === 'rsa' ? await generate('rsa', { modulusLength: RSA_BITS }) : await generate('ed25519');
    const createdAt = clock();
    const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
    const [inserted] = await database.transaction([
      {
        sql: `INSERT INTO dkim_key (domain, selector, algorithm, created_at, active, public_key, sealed_private_key)
              VALUES (?, ?, ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING RETURNING domain`,
        params: [
          domain,
          selector,
          algorithm,
          createdAt,
          publicKey.export({ type: 'spki', format: 'der' }),
          box.seal(secret, contextOf({ domain, selector })),
        ],
      },
    ]);
    if (inserted?.length !== 1) return null;
    const view = viewOf({ domain, selector, algorithm, createdAt, active: false }, publicKey);
    this.#keys.set(name, { view, privateKey });
    return view;
  }

  /** Of the keys of one algorithm of a domain one signs: the one that signed so far no longer does. */
  async activate(key: DkimKeyView, active: boolean): Promise<void> {
    const replaced = active
      ? this.list().filter(
          ({ domain, algorithm, active: signs }) =>
            signs && domain === key.domain && algorithm === key.algorithm,
        )
      : [];
    const changes = [
      ...replaced
        .filter((other) => nameOf(other) !== nameOf(key))
        .map((other) => ({ ...other, active: false })),
      { ...key, active },
    ];
    await this.#options.database.transaction(changes.map(setActive));
    for (const view of changes) {
      const stored = this.#keys.get(nameOf(view));
      if (stored !== undefined) this.#keys.set(nameOf(view), { ...stored, view });
    }
  }

  async remove({ domain, selector }: DkimKeyView): Promise<void> {
    await this.#options.database.transaction([
      { sql: 'DELETE FROM dkim_key WHERE domain = ? AND selector = ?', params: [domain, selector] },
    ]);
    this.#keys.delete(nameOf({ domain, selector }));
  }
}

function readKey(row: z.infer<typeof keyRow>, { box, reportError }: DkimKeysOptions): StoredKey {
  const { domain, selector, algorithm, created_at: createdAt } = row;
  const publicKey = createPublicKey({ key: Buffer.from(row.public_key), format: 'der', type: 'spki' });
  const view = viewOf({ domain, selector, algorithm, createdAt, active: row.active === 1 }, publicKey);
  try {
    const secret = box.open(row.sealed_private_key, contextOf(view));
    const privateKey = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
    return { view, privateKey };
  } catch (cause) {
    reportError(`opening the DKIM key ${view.recordName}: secrets.key does not fit it`, cause);
    return { view, privateKey: null };
  }
}

function viewOf(key: Omit<DkimKeyView, 'recordName' | 'recordValue'>, publicKey: KeyObject): DkimKeyView {
  return { ...key, recordName: recordName(key), recordValue: recordValue(key.algorithm, publicKey) };
}

function setActive({ domain, selector, active }: DkimKeyView): SqlStatement {
  return {
    sql: 'UPDATE dkim_key SET active = ? WHERE domain = ? AND selector = ?',
    params: [active ? 1 : 0, domain, selector],
  };
}

function nameOf({ domain, selector }: Pick<DkimKeyView, 'domain' | 'selector'>): string {
  return `${domain} ${selector}`;
}

function contextOf(key: Pick<DkimKeyView, 'domain' | 'selector'>): string {
  return `dkim ${nameOf(key)}`;
}

function parentOf(domain: string): string {
  const dot = domain.indexOf('.');
  return dot < 0 ? '' : domain.slice(dot + 1);
}

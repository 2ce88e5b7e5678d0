import { createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DkimKeys } from '../../server/authenticity/dkim-keys.ts';
import { authenticityMigrations } from '../../server/authenticity/schema.ts';
import type { SecretBox } from '../../server/authenticity/secret-box.ts';
import type { DkimKeyView } from '../../server/contract/delivery-calls.ts';
import { openMemoryDatabase, type MemoryDatabase } from '../helpers/memory-database.ts';

const NOW = Date.UTC(2026, 10, 24);

/** Turns the bytes over and writes down for what; opens nothing else. */
const BOX: SecretBox = {
  seal: (secret, context) => Buffer.concat([Buffer.from(`${context}\n`), turned(secret)]),
  open: (sealed, context) => {
    const label = Buffer.from(`${context}\n`);
    if (!Buffer.from(sealed.subarray(0, label.length)).equals(label))
      throw new Error('sealed for something else');
    return turned(sealed.subarray(label.length));
  },
};

function turned(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

interface Scene {
  readonly database: MemoryDatabase;
  readonly errors: string[];
  readonly open: (box?: SecretBox) => Promise<DkimKeys>;
}

function scene(): Scene {
  const database = openMemoryDatabase(authenticityMigrations);
  const errors: string[] = [];
  return {
    database,
    errors,
    open: (box = BOX) =>
      DkimKeys.open({ database, box, clock: () => NOW, reportError: (step) => errors.push(step) }),
  };
}

async function created(
  keys: DkimKeys,
  domain: string,
  selector: string,
  algorithm: DkimKeyView['algorithm'] = 'ed25519',
): Promise<DkimKeyView> {
  const key = await keys.create(domain, selector, algorithm);
  if (key === null) throw new Error('not made');
  return key;
}

const selectors = (keys: DkimKeys, domain: string): readonly string[] =>
  keys.signingKeys(domain).map(({ selector }) => selector);

describe('a new key', () => {
  test('does not sign yet, and says what to publish', async () => {
    const keys = await scene().open();
    const { recordValue, ...key } = await created(keys, 'local.test', 'a', 'rsa');
    expect(key).toEqual({
      domain: 'local.test',
      selector: 'a',
      algorithm: 'rsa',
      createdAt: NOW,
      active: false,
      recordName: 'a._domainkey.local.test',
    });
    expect(recordValue).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{392}$/);
    expect((await created(keys, 'local.test', 'b')).recordValue).toMatch(
      /^v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=$/,
    );
    expect(keys.signingKeys('local.test')).toEqual([]);
  });

  test('does not take the place of another of its selector', async () => {
    const { open } = scene();
    const keys = await open();
    const other = await open();
    const key = await created(keys, 'local.test', 'a');
    expect(await keys.create('local.test', 'a', 'rsa')).toBeNull();
    // Not even of one that was made at the same time.
    expect(await other.create('local.test', 'a', 'rsa')).toBeNull();
    expect(keys.list()).toEqual([key]);
  });

  test('is nowhere in the clear', async () => {
    const { database, open } = scene();
    const keys = await open();
    const key = await created(keys, 'local.test', 'a');
    await keys.activate(key, true);
    const secret = keys.signingKeys('local.test')[0]?.privateKey.export({ type: 'pkcs8', format: 'der' });
    const [row] = await database.query('SELECT * FROM dkim_key');
    const stored = Object.values(row ?? {}).map((value) =>
      Buffer.from(value instanceof Uint8Array ? value : String(value)),
    );
    expect(stored.some((value) => value.includes(secret ?? ''))).toBe(false);
    expect(JSON.stringify(keys.list())).not.toContain(secret?.subarray(-32).toString('base64'));
  });
});

describe('signing keys', () => {
  test('are one of each algorithm: who is activated takes the place', async () => {
    const { open } = scene();
    const keys = await open();
    const [a, b] = [await created(keys, 'local.test', 'a'), await created(keys, 'local.test', 'b')];
    const r = await created(keys, 'local.test', 'r', 'rsa');
    for (const key of [a, r, b]) await keys.activate(key, true);
    expect(selectors(keys, 'local.test').toSorted()).toEqual(['b', 'r']);
    expect(selectors(await open(), 'local.test').toSorted()).toEqual(['b', 'r']);
    await keys.activate(b, false);
    expect(selectors(keys, 'local.test')).toEqual(['r']);
  });

  test('are those of the domain, or of the nearest above it', async () => {
    const keys = await scene().open();
    await keys.activate(await created(keys, 'local.test', 'a'), true);
    await keys.activate(await created(keys, 'sub.local.test', 'b'), true);
    expect(
      ['local.test', 'sub.local.test', 'x.sub.local.test', 'y.local.test', 'xlocal.test', 'test'].map(
        (domain) => selectors(keys, domain),
      ),
    ).toEqual([['a'], ['b'], ['b'], ['a'], [], []]);
  });

  test('sign what their record proves, in the next run too', async () => {
    const { open } = scene();
    const keys = await open();
    const key = await created(keys, 'local.test', 'a', 'rsa');
    await keys.activate(key, true);
    const [signer] = (await open()).signingKeys('local.test');
    if (signer === undefined) throw new Error('no key');
    const published = Buffer.from(/p=(.+)$/.exec(key.recordValue)?.[1] ?? '', 'base64');
    const publicKey = createPublicKey({ key: published, format: 'der', type: 'spki' });
    const data = Buffer.from('data');
    expect(verify('sha256', data, publicKey, sign('sha256', data, signer.privateKey))).toBe(true);
  });

  test('that do not open are listed, sign nothing, and are told of', async () => {
    const { open, errors } = scene();
    const keys = await open();
    await keys.activate(await created(keys, 'local.test', 'a'), true);
    const shut: SecretBox = {
      ...BOX,
      open: () => {
        throw new Error('another key');
      },
    };
    const later = await open(shut);
    expect(later.list().map(({ selector, active }) => [selector, active])).toEqual([['a', true]]);
    expect(later.signingKeys('local.test')).toEqual([]);
    expect(errors).toEqual(['opening the DKIM key a._domainkey.local.test: secrets.key does not fit it']);
  });

  test('stay what they were where the disk fails', async () => {
    const { open, database } = scene();
    const keys = await open();
    const [a, b] = [await created(keys, 'local.test', 'a'), await created(keys, 'local.test', 'b')];
    await keys.activate(a, true);
    database.failNextTransaction();
    await expect(keys.activate(b, true)).rejects.toThrow();
    expect(selectors(keys, 'local.test')).toEqual(['a']);
  });
});

test('a key that was removed is gone', async () => {
  const { open } = scene();
  const keys = await open();
  await keys.remove(await created(keys, 'local.test', 'a'));
  expect([keys.list(), (await open()).list(), keys.find('local.test', 'a')]).toEqual([[], [], null]);
});

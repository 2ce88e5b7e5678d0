import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSecretBox } from '../../server/authenticity/secret-box.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secret-box-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const keyFile = (): string => join(folder, 'secrets.key');
const SECRET = Buffer.from('a private key');

describe('a secret', () => {
  test('opens in the next run, and nothing of it can be seen', () => {
    const sealed = openSecretBox(folder).seal(SECRET, 'dkim local.test a');
    expect(Buffer.from(sealed).includes('private')).toBe(false);
    expect(Buffer.from(openSecretBox(folder).open(sealed, 'dkim local.test a'))).toEqual(SECRET);
  });

  test('is sealed differently each time', () => {
    const box = openSecretBox(folder);
    expect(box.seal(SECRET, 'a')).not.toEqual(box.seal(SECRET, 'a'));
  });

  test('opens neither for something else, nor changed, nor under another key', () => {
    const box = openSecretBox(folder);
    const sealed = Buffer.from(box.seal(SECRET, 'dkim local.test a'));
    expect(() => box.open(sealed, 'dkim local.test b')).toThrow();
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => box.open(changed, 'dkim local.test a')).toThrow();
    }
    expect(() => box.open(sealed.subarray(0, 20), 'dkim local.test a')).toThrow();
    rmSync(keyFile());
    expect(() => openSecretBox(folder).open(sealed, 'dkim local.test a')).toThrow();
  });
});

test('the key is for its owner alone, and is made once', () => {
  openSecretBox(folder);
  const key = readFileSync(keyFile());
  expect([key.length, (statSync(keyFile()).mode & 0o777).toString(8)]).toEqual([32, '600']);
  openSecretBox(folder);
  expect(readFileSync(keyFile())).toEqual(key);
});

test('a damaged key is said to be one, and is not replaced', () => {
  writeFileSync(keyFile(), 'short');
  expect(() => openSecretBox(folder)).toThrow(/secrets\.key is damaged/);
  expect(readFileSync(keyFile(), 'utf8')).toBe('short');
});

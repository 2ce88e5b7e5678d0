import { expect, test } from 'vitest';
import { createKeyedHash } from '../../server/directory/keyed-hash.ts';

test('a keyed hash is the same for the same text under one key, and under no other', () => {
  const [one, other] = [createKeyedHash(), createKeyedHash()];
  expect(one('secret')).toEqual(one('secret'));
  expect(one('secret')).not.toEqual(one('Secret'));
  expect(one('secret')).not.toEqual(other('secret'));
});

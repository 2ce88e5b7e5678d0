import { expect, test } from 'vitest';
import { checkRecord } from '../../server/authenticity/dkim-record.ts';
import type { DkimCheck } from '../../server/contract/delivery-calls.ts';
import { tableDns } from '../helpers/table-dns.ts';

const KEY = {
  domain: 'local.test',
  selector: 'a',
  algorithm: 'rsa',
  createdAt: 0,
  active: false,
  recordName: 'a._domainkey.local.test',
  recordValue: 'v=DKIM1; k=rsa; p=MIIBabc=',
} as const;

test.each<[string, readonly string[], DkimCheck['state'], string]>([
  [
    'the very value',
    [KEY.recordValue],
    'published',
    'The TXT record a._domainkey.local.test holds this key.',
  ],
  [
    'the key, written otherwise',
    ['p=MIIB abc= ; v=DKIM1;k=rsa'],
    'published',
    'The TXT record a._domainkey.local.test holds this key.',
  ],
  [
    'another key',
    ['v=DKIM1; k=rsa; p=MIIBxyz='],
    'different',
    'The TXT record a._domainkey.local.test holds something else. Replace it by the value shown here, or make a key of another selector.',
  ],
  [
    'no key at all',
    ['hello'],
    'different',
    'The TXT record a._domainkey.local.test holds something else. Replace it by the value shown here, or make a key of another selector.',
  ],
  [
    'the key and another record',
    [KEY.recordValue, 'hello'],
    'different',
    'There are 2 TXT records a._domainkey.local.test. Keep only the one shown here.',
  ],
])('DNS holds %s', async (_what, found, state, detail) => {
  const dns = tableDns({ [KEY.recordName]: { TXT: found } });
  expect(await checkRecord(KEY, dns)).toEqual({ state, detail, found });
});

test('DNS holds nothing yet', async () => {
  expect(await checkRecord(KEY, tableDns({}))).toEqual({
    state: 'missing',
    detail:
      'There is no TXT record a._domainkey.local.test yet. Publish it where the DNS of local.test is kept; it can take some hours to be seen.',
    found: [],
  });
});

test('DNS does not answer', async () => {
  const dns = Object.assign(tableDns({}), { failing: [KEY.recordName] });
  expect(await checkRecord(KEY, dns)).toEqual({
    state: 'error',
    detail: 'DNS did not answer for a._domainkey.local.test: SERVFAIL. Try again later.',
    found: [],
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  deliveryPolicyMigrations,
  PolicyTable,
} from '../../../../server/delivery/smtp/mta-sts/policy-table.ts';
import { StsPolicies } from '../../../../server/delivery/smtp/mta-sts/sts-policies.ts';
import { openMemoryDatabase, type MemoryDatabase } from '../../../helpers/memory-database.ts';
import { tableDns, type TableDns } from '../../../helpers/table-dns.ts';

const DAY = 86_400_000;
let now: number;
let database: MemoryDatabase;
let dns: TableDns;
let fetched: number;
let file: string | null;
let policies: StsPolicies;

beforeEach(() => {
  now = 1_700_000_000_000;
  database = openMemoryDatabase(deliveryPolicyMigrations);
  dns = tableDns({ '_mta-sts.x.test': { TXT: ['v=STSv1; id=1;'] } });
  fetched = 0;
  file = 'version: STSv1\nmode: enforce\nmx: old.x.test\nmax_age: 604800\n';
  policies = open();
});
afterEach(() => {
  database.close();
});

/** As after a restart: what is in memory is gone. */
function open(): StsPolicies {
  return new StsPolicies({
    dns,
    table: new PolicyTable(database),
    clock: () => now,
    fetch: () => {
      fetched += 1;
      return file === null ? Promise.reject(new Error('404')) : Promise.resolve(file);
    },
  });
}

const hosts = async () => (await policies.policyOf('x.test'))?.mx ?? null;
const announce = (id: string) => {
  dns.table = { '_mta-sts.x.test': { TXT: [`v=STSv1; id=${id};`] } };
  file = 'version: STSv1\nmode: enforce\nmx: new.x.test\nmax_age: 604800\n';
};

describe('a policy', () => {
  test('is fetched once, also by several at once, and outlives a restart', async () => {
    expect(await Promise.all([hosts(), hosts()])).toEqual([['old.x.test'], ['old.x.test']]);
    policies = open();
    expect(await hosts()).toEqual(['old.x.test']);
    expect(fetched).toBe(1);
  });

  test('is fetched anew when its id changes', async () => {
    await hosts();
    announce('2');
    expect(await hosts()).toEqual(['new.x.test']);
  });

  test('is fetched anew after a day, so that it never runs out', async () => {
    await hosts();
    now += DAY + 1;
    await hosts();
    expect(fetched).toBe(2);
  });

  test.each(['the record is gone', 'DNS does not answer', 'the file is gone', 'the file is damaged'])(
    'holds on where %s',
    async (what) => {
      await hosts();
      announce('2');
      if (what === 'the record is gone') dns.table = {};
      if (what === 'DNS does not answer') dns.failing = ['_mta-sts.x.test'];
      if (what === 'the file is gone') file = null;
      if (what === 'the file is damaged') file = 'nonsense';
      expect(await hosts()).toEqual(['old.x.test']);
      now += 7 * DAY;
      expect(await hosts()).toBeNull();
    },
  );

  test('is not asked of a domain that announces none', async () => {
    dns.table = {};
    expect([await hosts(), fetched]).toEqual([null, 0]);
  });

  test('that cannot be fetched is not tried again for five minutes', async () => {
    file = null;
    expect([await hosts(), await hosts(), fetched]).toEqual([null, null, 1]);
    now += 300_000;
    announce('1');
    expect(await hosts()).toEqual(['new.x.test']);
  });

  test('that cannot be kept is an error, so that nobody sends without it', async () => {
    database.failNextTransaction();
    await expect(hosts()).rejects.toThrow();
  });
});

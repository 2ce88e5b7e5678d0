import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPort } from '../../server/app/audit-port.ts';
import { createChangeHistory } from '../../server/audit/change-history.ts';
import { auditMigrations } from '../../server/audit/schema.ts';
import { openMemoryDatabase, type MemoryDatabase } from '../helpers/memory-database.ts';

const NOW = 1_800_000_000_000;
const CHANGE = {
  by: 'Web console',
  kind: 'whiteList',
  subject: 'bulk@local.test',
  summary: 'White list: bulk@local.test added',
  fields: [],
  differences: '[]',
  undoes: null,
} as const;

let database: MemoryDatabase;
beforeEach(() => {
  database = openMemoryDatabase(auditMigrations);
});
afterEach(() => {
  database.close();
});

function bench() {
  const said: unknown[] = [];
  const audit = auditPort({
    history: createChangeHistory(database, () => NOW),
    clock: () => NOW,
    notices: { tell: (notice) => said.push(notice) },
    onChange: () => said.push('changed'),
    reportError: (step, cause) => said.push(`${step}: ${String(cause)}`),
  });
  return { audit, said };
}

test('a record has the time of the change, and the windows hear of it', async () => {
  const { audit, said } = bench();
  const id = await audit.add(CHANGE);
  expect([(await audit.find(id ?? 0))?.at, said]).toEqual([NOW, ['changed']]);
});

test('a record that cannot be written raises a notice, and fails no call', async () => {
  const { audit, said } = bench();
  database.failNextTransaction();
  expect(await audit.add(CHANGE)).toBeNull();
  expect(said).toEqual([
    expect.stringMatching(/^writing the change history: .*made to fail/),
    {
      code: 'storage-trouble',
      text: 'A change was made but could not be written into the change history: White list: bulk@local.test added.',
      subject: 'change history',
      page: '/changes',
    },
  ]);
  expect((await audit.list({})).changes).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewChange } from '../../server/contract/audit.ts';
import { createChangeHistory } from '../../server/audit/change-history.ts';
import { auditMigrations } from '../../server/audit/schema.ts';
import { openMemoryDatabase, type MemoryDatabase } from '../helpers/memory-database.ts';

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

let database: MemoryDatabase;
let now = NOW;
beforeEach(() => {
  database = openMemoryDatabase(auditMigrations);
  now = NOW;
});
afterEach(() => {
  database.close();
});

const open = () => createChangeHistory(database, () => now);

function change(summary: string, told: Partial<NewChange> = {}): NewChange {
  return {
    at: now,
    by: 'Web console',
    kind: 'whiteList',
    subject: 'bulk@local.test',
    summary,
    fields: [{ path: 'whiteList[bulk@local.test].comment', before: null, after: 'tool' }],
    differences: '[]',
    undoes: null,
    ...told,
  };
}

async function summaries(query = {}): Promise<readonly string[]> {
  return (await open().list(query)).changes.map(({ summary }) => summary);
}

describe('the change history', () => {
  test('answers changes whole, newest first, and one by its id', async () => {
    const history = open();
    const first = await history.add(change('first'));
    const second = await history.add(change('second', { differences: null }));
    const kept = { reason: '', undoneBy: null };
    expect(await history.list({})).toEqual({
      changes: [
        { ...change('second', { differences: null }), ...kept, id: second },
        { ...change('first'), ...kept, id: first },
      ],
      more: false,
    });
    expect([await history.find(first), await history.find(99)]).toEqual([
      { ...change('first'), ...kept, id: first },
      null,
    ]);
  });

  test('marks what a change takes back, in the same transaction or not at all', async () => {
    const history = open();
    const made = await history.add(change('made'));
    database.failNextTransaction();
    await expect(history.add(change('undone', { undoes: made }))).rejects.toThrow(/made to fail/);
    expect((await history.find(made))?.undoneBy).toBeNull();
    const undone = await history.add(change('undone', { undoes: made }));
    expect([(await history.find(made))?.undoneBy, (await history.find(undone))?.undoes]).toEqual([
      undone,
      made,
    ]);
  });

  test('takes a reason afterwards, and takes it away again', async () => {
    const history = open();
    const id = await history.add(change('made'));
    expect([await history.explain(id, 'Eva asked'), await history.explain(99, 'x')]).toEqual([true, false]);
    expect((await history.find(id))?.reason).toBe('Eva asked');
    await history.explain(id, '');
    expect((await history.find(id))?.reason).toBe('');
  });

  test.each<[string, object, readonly string[]]>([
    [
      'every word, in whatever is read, letters without regard to case',
      { text: 'EVA white' },
      ['white list'],
    ],
    ['words that do not occur together', { text: 'eva queue' }, []],
    ['a percent sign as itself', { text: '%' }, []],
    ['a kind', { kind: 'option' }, ['option off']],
    ['exactly one subject', { subject: 'bulk@local.test' }, ['white list']],
    ['all kinds', {}, ['option off', 'white list']],
  ])('finds by %s', async (_sentence, query, found) => {
    const history = open();
    const id = await history.add(change('white list'));
    await history.explain(id, 'Eva asked for it');
    await history.add(change('option off', { kind: 'option', subject: 'localIpMustAuth' }));
    expect(await summaries(query)).toEqual(found);
  });

  test('pages by the id of the oldest that was seen', async () => {
    const history = open();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await history.add(change(name));
    const page = await history.list({ limit: 2 });
    expect([page.changes.map(({ summary }) => summary), page.more]).toEqual([['e', 'd'], true]);
    const next = await history.list({ limit: 3, before: page.changes.at(-1)?.id });
    expect([next.changes.map(({ summary }) => summary), next.more]).toEqual([['c', 'b', 'a'], false]);
  });

  test('keeps the newest 20,000, and gives no id twice', async () => {
    const history = open();
    await history.add(change('oldest'));
    await database.query("UPDATE sqlite_sequence SET seq = 19999 WHERE name = 'change_record'");
    await history.add(change('still there'));
    expect(await summaries()).toEqual(['still there', 'oldest']);
    expect(await history.add(change('newest'))).toBe(20_001);
    expect(await summaries()).toEqual(['newest', 'still there']);
  });

  test('keeps two years, and always what has just happened', async () => {
    const history = open();
    await history.add(change('long ago'));
    now += 700 * DAY_MS;
    await history.add(change('lately'));
    now += 40 * DAY_MS;
    await history.add(change('by a clock that has been put back', { at: 0 }));
    expect(await summaries()).toEqual(['by a clock that has been put back', 'lately']);
  });
});

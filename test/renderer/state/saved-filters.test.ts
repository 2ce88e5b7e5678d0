import { beforeEach, expect, test, vi } from 'vitest';
import { NO_FILTER } from '../../../renderer/state/log-filter.ts';

/** The module as a window that has just been opened has it. */
async function freshWindow() {
  vi.resetModules();
  return import('../../../renderer/state/saved-filters.ts');
}

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  return () => {
    vi.unstubAllGlobals();
  };
});

const filter = { ...NO_FILTER, result: 'blocked', text: 'ip:203.0.113.7' } as const;

test('a filter is there again when the window is opened again, in the order of the names', async () => {
  const before = await freshWindow();
  before.saveFilter('zebra', NO_FILTER);
  before.saveFilter('attack', filter);
  const after = await freshWindow();
  expect(after.savedFilters().map(({ name }) => name)).toEqual(['attack', 'zebra']);
  const [first] = after.savedFilters();
  expect(first && after.filterOfSaved(first)).toEqual(filter);
});

test('one of the same name is replaced, and one that is deleted is gone', async () => {
  const { saveFilter, deleteFilter, savedFilters } = await freshWindow();
  saveFilter('a', NO_FILTER);
  saveFilter('a', filter);
  expect(savedFilters()).toEqual([{ name: 'a', address: '/log?result=blocked&text=ip%3A203.0.113.7' }]);
  deleteFilter('a');
  expect(savedFilters()).toEqual([]);
});

test.each(['{', '7', '[{"name":1}]'])('what cannot be read, %s, is no filter', async (written) => {
  stored.set('gatepost.log.filters', written);
  expect((await freshWindow()).savedFilters()).toEqual([]);
});

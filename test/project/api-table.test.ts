import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CALL_ARGUMENTS } from '../../server/contract/api.ts';

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');

test('the table of calls in the README names every call of the API, and no other', () => {
  expect(callsOfTable().toSorted()).toEqual(Object.keys(CALL_ARGUMENTS).toSorted());
});

/** `a.b`, `.c` and `a.*` of the first column, written out. */
function callsOfTable(): readonly string[] {
  const rows = readme.split('\n').filter((line) => /^\| `[a-zA-Z]+\./.test(line));
  return rows.flatMap((row) => {
    const names = [...(row.split(' | ')[0] ?? '').matchAll(/`([a-zA-Z]*)\.([a-zA-Z*]+)`/g)];
    let group = '';
    return names.flatMap(([, ownGroup = '', name = '']) => {
      group = ownGroup === '' ? group : ownGroup;
      return name === '*' ? ['list', 'save', 'remove'].map((call) => `${group}.${call}`) : `${group}.${name}`;
    });
  });
}

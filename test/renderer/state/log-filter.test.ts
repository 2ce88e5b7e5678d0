import { expect, test } from 'vitest';
import {
  filterRows,
  NO_FILTER,
  queryOf,
  rowTest,
  type LogFilter,
} from '../../../renderer/state/log-filter.ts';
import { tellSession } from '../../helpers/fake-console/fake-sessions.ts';

const recipient = 'info@office.example';
const ROWS = [
  tellSession({ kind: 'delivered', recipient, ip: '203.0.113.1', sender: 'Joe@partner.example' }, 'a', 1, 10),
  tellSession({ kind: 'forged', ip: '203.0.113.2', sender: 'anna@office.example' }, 'b', 2, 20),
  tellSession({ kind: 'fromHeader', ip: '198.51.100.3', sender: 'tom@office.example' }, 'c', 3, 30),
  tellSession(
    { kind: 'sent', recipient: 'x@shop.example', ip: '192.0.2.9', sender: 'y@shop.example' },
    'd',
    4,
    40,
  ),
];
const filtered = ({ result = 'all', ...filter }: Partial<LogFilter>) =>
  filterRows(ROWS, result, rowTest({ ...NO_FILTER, ...filter }, 1000));
const found = (filter: Partial<LogFilter>) => filtered(filter).rows.map(({ id }) => id);

test.each([
  ['nothing asked: everything', {}, ['a', 'b', 'c', 'd']],
  ['one result', { result: 'blocked' }, ['b', 'c']],
  ['what this server sent itself', { direction: 'outbound' }, ['d']],
  ['a word, whatever its case', { text: 'JOE@' }, ['a']],
  ['every word has to be found', { text: '203.0.113 anna' }, ['b']],
  ['a word of one field', { text: 'user:tom' }, ['c']],
  ['the word is not in that field', { text: 'to:tom' }, []],
  ['an excluded word', { text: '-anna' }, ['a', 'c', 'd']],
  ['an excluded word of one field', { text: '-ip:203.0.113' }, ['c', 'd']],
  ['the reason', { text: 'reason:credentials' }, ['c']],
  ['an unknown field is a word like others', { text: 'x:y' }, []],
  ['a whole IP is that one alone', { text: 'ip:203.0.113.1' }, ['a']],
  ['a whole address is that one alone', { text: 'from:joe@partner.example' }, ['a']],
  ['an option', { option: 'fromHeaderMustMatch' }, ['c']],
  ['what would have been refused', { wouldHaveBlocked: true }, []],
  ['a time', { range: { kind: 'between', from: 20, to: 40 } }, ['b', 'c']],
  ['a lone hyphen excludes nothing', { text: '203.0.113.1 -' }, ['a']],
] as const)('%s', (_sentence, filter, ids) => {
  expect(found(filter)).toEqual(ids);
});

test('the counts are of the text filter, not of the result that is shown', () => {
  const { counts } = filtered({ result: 'accepted', text: 'office.example' });
  expect(counts).toEqual({ all: 3, running: 0, accepted: 1, blocked: 2, deferred: 0, closed: 0 });
});

test('whole values are asked for by index, parts row by row, free words by the full text', () => {
  const text = 'ip:203.0.113.2 from:<> to:anna@office.example user:tom -from:joe@partner.example hello world';
  expect(queryOf({ ...NO_FILTER, text, result: 'blocked', wouldHaveBlocked: true }, 1000)).toEqual({
    ip: '203.0.113.2',
    sender: '<>',
    recipient: 'anna@office.example',
    terms: [
      { field: 'user', value: 'tom', isExcluded: false },
      { field: 'from', value: 'joe@partner.example', isExcluded: true },
    ],
    text: 'hello world',
    result: 'blocked',
    wouldHaveBlocked: true,
  });
});

import { expect, test } from 'vitest';
import { logAddress, parseLogAddress, type LogAddress } from '../../../renderer/state/log-address.ts';
import { NO_FILTER } from '../../../renderer/state/log-filter.ts';

const EVERYTHING: LogAddress = { ...NO_FILTER, session: null, at: null };
const asWritten = (address: string) => parseLogAddress(address.split('?', 2)[1] ?? '');

test.each([
  ['nothing asked', {}, '/log'],
  ['a result', { result: 'blocked' }, '/log?result=blocked'],
  ['an option', { option: 'localSenderMustAuth' }, '/log?option=localSenderMustAuth'],
  ['what would have been refused', { wouldHaveBlocked: true }, '/log?would=1'],
  ['a named range', { range: { kind: 'named', name: 'week' } }, '/log?when=week'],
  ['from and to', { range: { kind: 'between', from: 1000, to: 2000 } }, '/log?from=1000&to=2000'],
  ['until', { range: { kind: 'between', from: null, to: 2000 } }, '/log?to=2000'],
  ['a mark', { range: { kind: 'since', at: 3000 } }, '/log?since=3000'],
  ['a session of history', { session: '4fk2', at: 1234 }, '/log?session=4fk2&at=1234'],
  ['words', { text: '-ip:203.0.113.7' }, '/log?text=-ip%3A203.0.113.7'],
] as const)('%s is written and read again', (_sentence, link, written) => {
  expect(logAddress(link)).toBe(written);
  expect(asWritten(written)).toEqual({ ...EVERYTHING, ...link });
});

test('a time may be written as people write it', () => {
  const { range } = asWritten('/log?from=2026-11-24T14:00');
  expect(range).toEqual({ kind: 'between', from: new Date(2026, 10, 24, 14).getTime(), to: null });
});

test.each(['result=nonsense', 'when=never', 'from=soon', 'to=-1', 'at=9e99', 'would=yes', 'direction=up'])(
  '%s says nothing that is known and is passed over',
  (search) => {
    expect(parseLogAddress(search)).toEqual(EVERYTHING);
  },
);

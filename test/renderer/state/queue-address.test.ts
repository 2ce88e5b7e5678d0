import { expect, test } from 'vitest';
import { parseQueueAddress, queueAddress } from '../../../renderer/state/queue-address.ts';

test('an address holds state, words and the opened message', () => {
  const address = { state: 'held', text: 'anna & tom', entry: '12' } as const;
  expect(parseQueueAddress(queueAddress(address).replace('/queue?', ''))).toEqual(address);
});

test('what is not there, or is no state, is the whole queue', () => {
  expect(parseQueueAddress('state=lost')).toEqual({ state: 'all', text: '', entry: null });
  expect(queueAddress({ state: 'all', text: '', entry: null })).toBe('/queue');
});

import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Events } from '../../../server/contract/events.ts';
import type { Bridge } from '../../../renderer/console/bridge.ts';
import { keepFresh } from '../../../renderer/state/invalidation.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A bridge whose server reports what the test says, and a list that counts how often it is asked for. */
function watchedList(call: string) {
  const listeners = new Map<string, (payload: never) => void>();
  const bridge: Pick<Bridge, 'on' | 'connectionState' | 'onConnectionChange'> = {
    on: (event, listener) => {
      listeners.set(event, listener); // each event finds its own listener again
      return () => listeners.delete(event);
    },
    connectionState: () => 'open',
    onConnectionChange: () => () => undefined,
  };
  const queries = new QueryClient({
    defaultOptions: { queries: { staleTime: Infinity, networkMode: 'always' } },
  });
  let asked = 0;
  const observer = new QueryObserver(queries, {
    queryKey: [call, { limit: 10 }],
    queryFn: () => Promise.resolve(++asked),
  });
  const stopObserving = observer.subscribe(() => undefined);
  const stopFreshness = keepFresh(bridge as Bridge, queries); // nothing here calls the server
  return {
    asked: () => asked,
    report: (...what: Events['changed']['what']) => {
      listeners.get('changed')?.({ what, revision: 1 } as never);
    },
    notice: () => {
      listeners.get('notice')?.({} as never);
    },
    dispose: () => {
      stopFreshness();
      stopObserving();
    },
  };
}

test('a list is asked for again as soon as it changes', async () => {
  const list = watchedList('queue.list');
  await vi.advanceTimersByTimeAsync(10);
  list.report('queue');
  await vi.advanceTimersByTimeAsync(10);
  expect(list.asked()).toBe(2);
  list.dispose();
});

test('of changes in quick succession the first and the last are asked for', async () => {
  const list = watchedList('queue.list');
  await vi.advanceTimersByTimeAsync(10);
  for (let change = 0; change < 25; change++) {
    list.report('queue');
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(list.asked()).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(list.asked()).toBe(3);
  list.dispose();
});

test('another list that changes leaves this one alone; a notice concerns the notices', async () => {
  const list = watchedList('notices.list');
  await vi.advanceTimersByTimeAsync(10);
  list.report('queue');
  await vi.advanceTimersByTimeAsync(10);
  expect(list.asked()).toBe(1);
  list.notice();
  await vi.advanceTimersByTimeAsync(10);
  expect(list.asked()).toBe(2);
  list.dispose();
});

import { expect, test } from 'vitest';
import type { LogCounters } from '../../../server/contract/status.ts';
import { EventListeners } from '../../../renderer/console/event-listeners.ts';

const counters: LogCounters = { running: 1, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 };

test('the line hears which events are listened to, whenever that changes', () => {
  const chosen: (readonly string[])[] = [];
  const listeners = new EventListeners((names) => chosen.push(names));
  const heard: string[] = [];
  const stopFirst = listeners.add('counters', () => heard.push('first'));
  const stopSecond = listeners.add('counters', ({ running }) => heard.push(`second ${String(running)}`));
  const stopRows = listeners.add('sessions', () => heard.push('rows'));
  listeners.tell('counters', counters);
  listeners.tell('notice', null);
  stopFirst();
  stopFirst();
  listeners.tell('counters', counters);
  stopRows();
  stopSecond();
  listeners.tell('counters', counters);
  expect(heard).toEqual(['first', 'second 1', 'second 1']);
  expect(chosen).toEqual([['counters'], ['counters', 'sessions'], ['counters'], []]);
});

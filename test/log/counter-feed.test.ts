import { describe, expect, it } from 'vitest';
import type { LogCounters } from '../../server/contract/status.ts';
import { CounterFeed } from '../../server/log/counter-feed.ts';

const counters: LogCounters = { running: 1, accepted: 2, blocked: 3, deferred: 4, closed: 5, dropped: 6 };

class World {
  readonly due: { readonly run: () => void; readonly delayMs: number }[] = [];
  readonly errors: unknown[] = [];
  readonly feed = new CounterFeed(
    (run, delayMs) => {
      const timer = { run, delayMs };
      this.due.push(timer);
      return () => void this.due.splice(this.due.indexOf(timer), 1);
    },
    () => counters,
    (cause) => this.errors.push(cause),
  );

  turn(): void {
    for (const { run } of this.due.splice(0)) run();
  }
}

describe('the counters', () => {
  it('are told once a second, however often they change', () => {
    const world = new World();
    const told: LogCounters[] = [];
    world.feed.on((now) => told.push(now));
    world.feed.changed();
    world.feed.changed();
    expect(world.due.map(({ delayMs }) => delayMs)).toEqual([1000]);
    world.turn();
    expect(told).toEqual([counters]);
    world.turn();
    expect(told).toHaveLength(1);
  });

  it('cost nothing while nobody listens', () => {
    const world = new World();
    world.feed.changed();
    expect(world.due).toEqual([]);
    const stop = world.feed.on(() => undefined);
    world.feed.changed();
    stop();
    expect(world.due).toEqual([]);
  });

  it('reach the others where one listener fails', () => {
    const world = new World();
    const told: LogCounters[] = [];
    world.feed.on(() => {
      throw new Error('a bug');
    });
    world.feed.on((now) => told.push(now));
    world.feed.changed();
    world.turn();
    expect(told).toEqual([counters]);
    expect(world.errors).toHaveLength(1);
  });
});

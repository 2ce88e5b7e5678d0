import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AttackWatch, type AttackNews } from '../../server/guard/attack-watch.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const MINUTE_MS = 60_000;

function open() {
  const clock = turnedClock(1_790_000_000_000 - (1_790_000_000_000 % MINUTE_MS));
  const watch = new AttackWatch(clock);
  const keepOut = (sessions: number, networks: number, failedSignIn = false): readonly AttackNews[] =>
    Array.from({ length: sessions }, (_, index) =>
      watch.note({ ip: `198.51.${String(index % networks)}.7`, failedSignIn }),
    ).filter((news) => news !== null);
  const pass = (minutes: number): readonly AttackNews[] =>
    Array.from({ length: minutes }, () => {
      clock.advanceMinutes(1);
      return watch.look();
    }).filter((news) => news !== null);
  return { clock, watch, keepOut, pass };
}

describe('an ordinary day is quiet', () => {
  test('where bots come all day, some twenty at once', () => {
    const { keepOut, pass } = open();
    const news = Array.from({ length: 24 * 12 }, () => [...keepOut(20, 4, true), ...pass(5)]).flat();
    expect(news).toEqual([]);
  });

  test('where a single network knocks on, below forty a minute', () => {
    const { keepOut, pass } = open();
    expect(Array.from({ length: 60 }, () => [...keepOut(39, 1), ...pass(1)]).flat()).toEqual([]);
  });
});

describe('an attack', () => {
  test('begins with the two hundredth session within five minutes, and is told once', () => {
    const { keepOut } = open();
    expect(keepOut(199, 3)).toEqual([]);
    expect(keepOut(500, 3)).toEqual([{ kind: 'began', by: 'many-sessions', sessions: 200, networks: 3 }]);
  });

  test('begins where sign-ins fail in twenty-five networks within five minutes', () => {
    const { keepOut, pass } = open();
    expect([keepOut(24, 24, true), pass(1), keepOut(24, 24, true), pass(1)].flat()).toEqual([]);
    expect(keepOut(25, 25, true)).toEqual([
      { kind: 'began', by: 'many-guessers', sessions: 73, networks: 25 },
    ]);
  });

  test('does not begin where twenty-five networks are kept out for other reasons', () => {
    const { keepOut } = open();
    expect(keepOut(100, 100)).toEqual([]);
  });

  test('counts all of an IPv6 /64 as one network', () => {
    const { watch } = open();
    const news = Array.from({ length: 100 }, (_, index) =>
      watch.note({ ip: `2001:db8::${index.toString(16)}`, failedSignIn: true }),
    );
    expect(news.filter((each) => each !== null)).toEqual([]);
  });

  test('ends after fifteen quiet minutes, with its numbers', () => {
    const { keepOut, pass, watch } = open();
    keepOut(200, 2);
    expect(pass(3)).toEqual([]);
    keepOut(400, 1);
    expect(pass(18)).toEqual([]);
    expect(watch.isUnderAttack).toBe(true);
    expect(pass(1)).toEqual([
      {
        kind: 'ended',
        lastedMs: 7 * MINUTE_MS,
        sessions: 600,
        networks: 2,
        busiest: { network: '198.51.0.7', sessions: 500 },
      },
    ]);
    expect([watch.isUnderAttack, pass(60)]).toEqual([false, []]);
  });

  test('goes on while a quarter of it does, and is one attack', () => {
    const { keepOut, pass } = open();
    keepOut(200, 2);
    expect(Array.from({ length: 60 }, () => [...keepOut(13, 2), ...pass(1)]).flat()).toEqual([]);
  });

  test('of hours ends too where the clock is set back meanwhile', () => {
    const { keepOut, pass, clock } = open();
    keepOut(200, 2);
    clock.advanceMinutes(-120);
    expect(pass(15)).toEqual([]);
    expect(pass(1)).toHaveLength(1);
  });

  test('has ended before the next begins, whatever comes', () => {
    const step = fc.record({
      sessions: fc.integer({ min: 0, max: 300 }),
      networks: fc.integer({ min: 1, max: 60 }),
      failedSignIn: fc.boolean(),
      minutes: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { keepOut, pass } = open();
        const news = steps.flatMap(({ sessions, networks, failedSignIn, minutes }) => [
          ...keepOut(sessions, networks, failedSignIn),
          ...pass(minutes),
        ]);
        expect(news.map(({ kind }) => kind)).toEqual(
          news.map((_, index) => (index % 2 === 0 ? 'began' : 'ended')),
        );
      }),
      { numRuns: 40 },
    );
  });
});

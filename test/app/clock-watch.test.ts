import { expect, test } from 'vitest';
import { ClockWatch } from '../../server/app/clock-watch.ts';

test('only a clock that goes back is noticed, from the furthest it has been', () => {
  const time = { wall: 1_000_000, steady: 0 };
  const watch = new ClockWatch(
    () => time.wall,
    () => time.steady,
  );
  const after = (wallMs: number, steadyMs: number) => {
    time.wall += wallMs;
    time.steady += steadyMs;
    return watch.setBackMs();
  };
  expect(after(60_000, 60_000)).toBe(0);
  expect(after(3_600_000, 1000)).toBe(0);
  expect(after(-600_000, 0)).toBe(600_000);
  expect(after(60_000, 60_000)).toBe(600_000);
  expect(after(600_000, 0)).toBe(0);
});

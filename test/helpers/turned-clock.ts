/** A clock that stands still until the test turns it. */
export interface TurnedClock {
  (): number;
  advanceMinutes(minutes: number): void;
}

export function turnedClock(start = 1_700_000_000_000): TurnedClock {
  let now = start;
  return Object.assign(() => now, {
    advanceMinutes(minutes: number) {
      now += minutes * 60_000;
    },
  });
}

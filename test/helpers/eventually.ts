import { expect } from 'vitest';

/** Asserts what becomes true while the window works. The time is for a busy machine; nothing waits longer than it must. */
export function eventually<T>(value: () => T | Promise<T>) {
  return expect.poll(value, { timeout: 20_000, interval: 50 });
}

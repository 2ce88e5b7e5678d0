import { describe, expect, test } from 'vitest';
import { IntakeGate } from '../../server/guard/intake-gate.ts';
import { TurnedTimers } from '../helpers/turned-timers.ts';

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

function open() {
  const timers = new TurnedTimers(NOW);
  const seen: unknown[] = [];
  const gate: IntakeGate = new IntakeGate({
    clock: timers.clock,
    schedule: timers.schedule,
    onChange: () => seen.push(gate.pause),
  });
  return { gate, timers, seen };
}

describe('the gate for new mail', () => {
  test('is open at the start', () => {
    const { gate, timers } = open();
    expect([gate.pause, timers.sleeps]).toEqual([null, []]);
  });

  test('opens by itself when the pause is over, and tells so', async () => {
    const { gate, timers, seen } = open();
    gate.close(NOW + 15 * MINUTE);
    await timers.advance(15 * MINUTE - 1);
    expect(gate.pause).toEqual({ since: NOW, until: NOW + 15 * MINUTE });
    await timers.advance(1);
    expect([gate.pause, seen]).toEqual([null, [{ since: NOW, until: NOW + 15 * MINUTE }, null]]);
  });

  test('stays closed without an end until it is opened by hand', async () => {
    const { gate, timers, seen } = open();
    gate.close(null);
    await timers.advance(90 * 24 * 60 * MINUTE);
    expect(gate.pause).toEqual({ since: NOW, until: null });
    gate.open();
    gate.open();
    expect([gate.pause, seen]).toEqual([null, [{ since: NOW, until: null }, null]]);
  });

  test('takes a new end in place of the old one, and remembers since when it is closed', async () => {
    const { gate, timers } = open();
    gate.close(NOW + 15 * MINUTE);
    await timers.advance(10 * MINUTE);
    gate.close(NOW + 70 * MINUTE);
    await timers.advance(30 * MINUTE);
    expect([gate.pause, timers.sleeps]).toEqual([{ since: NOW, until: NOW + 70 * MINUTE }, [30 * MINUTE]]);
  });

  test('waits for an end that is further away than a timer can be set', async () => {
    const { gate, timers } = open();
    const until = NOW + 30 * 24 * 60 * MINUTE;
    gate.close(until);
    expect(timers.sleeps).toEqual([2_147_483_647]);
    await timers.advance(2_147_483_647);
    expect(gate.pause).toEqual({ since: NOW, until });
    await timers.advance(until - timers.now);
    expect(gate.pause).toBeNull();
  });

  test('leaves no timer behind', () => {
    const { gate, timers } = open();
    gate.close(NOW + MINUTE);
    gate.dispose();
    expect(timers.sleeps).toEqual([]);
  });
});

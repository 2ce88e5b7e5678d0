import { describe, expect, test } from 'vitest';
import { intakeHandlers } from '../../server/console/intake-handlers.ts';

const NOW = 1_790_000_000_000;
const DAY = 86_400_000;

function open() {
  const done: unknown[] = [];
  const intake = { close: (until: number | null) => done.push(until), open: () => done.push('open') };
  return { done, handlers: intakeHandlers({ intake, clock: () => NOW }) };
}

describe('pausing new mail', () => {
  test.for([null, NOW + 1, NOW + 30 * DAY])('until %s is done', (until) => {
    const { handlers, done } = open();
    void handlers['server.pause'](until);
    expect(done).toEqual([until]);
  });

  test.for([
    [NOW, 'The end of the pause is over already.'],
    [NOW + 30 * DAY + 1, 'The end of the pause is more than 30 days away.'],
  ] as const)('until %s is refused: %s', ([until, message]) => {
    const { handlers, done } = open();
    expect(() => handlers['server.pause'](until)).toThrow(message);
    expect(done).toEqual([]);
  });

  test('ends by hand', () => {
    const { handlers, done } = open();
    void handlers['server.resume']();
    expect(done).toEqual(['open']);
  });
});

import { describe, expect, it } from 'vitest';
import { newSessionId } from '../../server/log/session-ids.ts';

describe('newSessionId', () => {
  it('has four letters that cannot be misread', () => {
    let next = 0;
    const ids = Array.from({ length: 8 }, () =>
      newSessionId(
        () => next++,
        () => false,
      ),
    );
    expect(ids.join('')).toBe('0123456789abcdefghjkmnpqrstvwxyz');
  });

  it('is not one that is taken, and grows where all short ones are', () => {
    let tried = 0;
    const id = newSessionId(
      () => 1,
      () => ++tried <= 8,
    );
    expect(id).toBe('11111');
  });
});

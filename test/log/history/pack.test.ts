import { describe, expect, it } from 'vitest';
import { sessionDictionary } from '../../../server/log/history/dictionary.ts';
import { createPacker } from '../../../server/log/history/pack.ts';
import { realisticSession } from '../../bench/history-fixture.ts';
import { NOON } from '../../helpers/ended-session.ts';

describe('what is packed', () => {
  const { session } = realisticSession(1, NOON);
  const packer = createPacker(sessionDictionary());

  it('comes out as it went in', () => {
    expect(packer.unpack(packer.pack(session))).toEqual(session);
  });

  it('takes less than a tenth of its room', () => {
    expect(packer.pack(session).length).toBeLessThan(JSON.stringify(session).length / 10);
  });

  it('cannot be read with another dictionary', () => {
    const other = createPacker(Buffer.from('another dictionary'));
    expect(() => other.unpack(packer.pack(session))).toThrow();
  });
});

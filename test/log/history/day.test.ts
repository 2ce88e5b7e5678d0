import { describe, expect, it } from 'vitest';
import { dayOf, daysBefore, daysOfFiles, startOfDay } from '../../../server/log/history/day.ts';

describe('a day of the log', () => {
  it('is one of UTC', () => {
    expect(dayOf(Date.UTC(2026, 10, 24, 23, 59, 59, 999))).toBe('2026-11-24');
    expect(dayOf(Date.UTC(2026, 10, 25))).toBe('2026-11-25');
    expect(startOfDay('2026-11-24')).toBe(Date.UTC(2026, 10, 24));
  });

  it('is counted back over the end of a month', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
  });

  it('is known by the name of its file, newest first, among other files', () => {
    const names = [
      '2026-11-23.db',
      '2026-11-24.db',
      '2026-11-24.db-wal',
      '2026-99-99.db',
      '2026-11-20.db.damaged-7',
    ];
    expect(daysOfFiles(names)).toEqual(['2026-11-24', '2026-11-23']);
  });
});

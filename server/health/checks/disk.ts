import type { Check } from '../health-facts.ts';
import { size } from '../words.ts';

const GB = 1e9;
const MB = 1e6;

/** There is room for mail. Below the second of each pair mail is refused soon. */
const ATTENTION = { share: 0.1, bytes: 2 * GB } as const;
const ALARM = { share: 0.02, bytes: 500 * MB } as const;

export const checkDisk: Check = ({ disk }) => {
  if (disk === null || disk.totalBytes === 0) return [];
  const isBelow = ({ share, bytes }: typeof ATTENTION | typeof ALARM): boolean =>
    disk.freeBytes < bytes || disk.freeBytes / disk.totalBytes < share;
  if (!isBelow(ATTENTION)) return [];
  const isAlarm = isBelow(ALARM);
  return [
    {
      code: 'disk-fills',
      severity: isAlarm ? 'alarm' : 'attention',
      text: `The disk fills: ${size(disk.freeBytes)} of ${size(disk.totalBytes)} are free.`,
      detail: isAlarm ? 'Soon mail will be refused; none that was taken is lost.' : '',
      action: { words: 'Keep less of the log', page: '/server' },
    },
  ];
};

import type { GatewayEntry } from '../../../server/contract/directory.ts';

/** The modes of "Authentication is required when sending mail as a user of this gateway", as a list offers them. */
export const MODES = { on: true, report: 'report', off: false } as const;
type ModeKey = keyof typeof MODES;
export const MODE_KEYS = Object.keys(MODES) as readonly ModeKey[]; // Object.keys widens to string

export function modeKeyOf(value: GatewayEntry['sendersMustAuth']): ModeKey {
  if (value === 'report') return 'report';
  return value ? 'on' : 'off';
}

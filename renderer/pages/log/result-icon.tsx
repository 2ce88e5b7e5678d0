import { Check, CircleDot, Clock, LogOut, ShieldX, type LucideIcon } from 'lucide-react';
import type { SessionResult } from '../../../server/contract/session-log.ts';

const ICONS: Readonly<Record<SessionResult, LucideIcon>> = {
  running: CircleDot,
  accepted: Check,
  blocked: ShieldX,
  deferred: Clock,
  closed: LogOut,
};

export function ResultIcon({
  result,
  size = 14,
}: {
  readonly result: SessionResult;
  readonly size?: number;
}) {
  const Icon = ICONS[result];
  return <Icon size={size} aria-hidden className={`result-${result}`} />;
}

import { Clock, PauseCircle, PhoneIncoming, Send, type LucideIcon } from 'lucide-react';
import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import { queueText } from '../../text/en/queue.ts';

const ICONS: Readonly<Record<QueuedMessage['state'], LucideIcon>> = {
  waiting: Clock,
  sending: Send,
  held: PauseCircle,
  etrn: PhoneIncoming,
};

/** The state of a message: icon and word. */
export function QueueState({ state }: Pick<QueuedMessage, 'state'>) {
  const Icon = ICONS[state];
  return (
    <span className={`queue-state queue-state-${state}`}>
      <Icon size={14} aria-hidden />
      {queueText.states[state]}
    </span>
  );
}

import type { MessageStore } from '../contract/message-store.ts';
import { checkMessageId } from './check-message-id.ts';
import type { FreeSpace } from './free-space.ts';
import { Incoming, type Intake } from './incoming-message.ts';

export interface StoreGate {
  /** Throws StoreError where nothing can be stored any more. */
  refuseUnlessServing(): void;
}

export function createMessageStore(intake: Intake, gate: StoreGate, freeSpace: FreeSpace): MessageStore {
  return {
    async begin(envelope) {
      checkMessageId(envelope.id);
      gate.refuseUnlessServing();
      await freeSpace.check();
      return new Incoming(intake, envelope);
    },
  };
}

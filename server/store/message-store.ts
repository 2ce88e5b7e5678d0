import type { MessageStore } from '../contract/services.ts';
import type { FreeSpace } from './free-space.ts';
import { Incoming, type Intake } from './incoming-message.ts';

/** Ids name files: nothing but letters and digits, and enough of them for the two that choose the folder. */
const MESSAGE_ID = /^[a-z0-9]{8,64}$/;

export interface StoreGate {
  /** Throws StoreError where nothing can be stored any more. */
  refuseUnlessServing(): void;
}

export function createMessageStore(intake: Intake, gate: StoreGate, freeSpace: FreeSpace): MessageStore {
  return {
    async begin(envelope) {
      if (!MESSAGE_ID.test(envelope.id)) throw new RangeError(`"${envelope.id}" is not a message id`);
      gate.refuseUnlessServing();
      await freeSpace.check();
      return new Incoming(intake, envelope);
    },
  };
}

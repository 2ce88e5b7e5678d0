import type { DeliveryFailure } from '../../contract/delivery-queue.ts';

/** A failure before it is known when and where it happened. */
export type FailureWords = Omit<DeliveryFailure, 'at' | 'host'>;

/** A failure of ours, which no server spoke of. */
export function ownFailure(enhanced: string, text: string): FailureWords {
  return { code: null, enhanced, text };
}

/** A code as something temporary: `5.7.8` as `4.7.8`. What stands in the way may be put right before time runs out. */
export function asTemporary(failure: FailureWords): FailureWords {
  return { ...failure, enhanced: failure.enhanced.replace(/^5/, '4') };
}

import { useCall } from './use-call.ts';
import { readKept } from './kept.ts';

/**
 * Whether a new installation still is to be set up: nobody has begun, or this window has begun and not ended. Null
 * while that is not known.
 */
export function useFirstRunPending(): boolean | null {
  const { data, isError } = useCall('firstRun.get');
  if (data === undefined) return isError ? false : null;
  return data.finishedAt === null && (data.needed || readKept('first-run') !== null);
}

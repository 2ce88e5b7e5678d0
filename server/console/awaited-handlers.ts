import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';

type AwaitedCall =
  | `audit.${'list' | 'explain' | 'undo'}`
  | `whatIf.${'judge' | 'session' | 'probe'}`
  | 'sessions.disconnect'
  | 'notices.test';

/** Calls of the contract that nothing answers yet; each leaves this list with the part that does. */
export function awaitedHandlers(): Pick<Handlers, AwaitedCall> {
  return {
    'audit.list': refuse,
    'audit.explain': refuse,
    'audit.undo': refuse,
    'whatIf.judge': refuse,
    'whatIf.session': refuse,
    'whatIf.probe': refuse,
    'sessions.disconnect': refuse,
    'notices.test': refuse,
  };
}

function refuse(): never {
  throw new ApiError('unavailable', 'This is not available yet.');
}

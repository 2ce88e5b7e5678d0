import type { ScreenedNetwork } from '../contract/screened-network.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { NETWORK_SCREENED_421 } from './replies.ts';

/**
 * "...add their IP to the Dynamic Screen": a network on it is turned away in place of the greeting. Which
 * networks are on it, and which never, is the guard's to know.
 */
export function dynamicScreen(screened: ScreenedNetwork | null): Opinion {
  const holds = opinionsOf('dynamicScreen', 'enforce');
  if (screened === null) return holds.notApplicable('The client is not on the Dynamic Screen.');
  const { network, reason } = screened;
  const because = `The client's network ${network} is on the Dynamic Screen: ${reason}.`;
  return { ...holds.violated(NETWORK_SCREENED_421, because), effects: [{ kind: 'disconnect' }] };
}

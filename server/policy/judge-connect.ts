import type { ScreenedNetwork } from '../contract/screened-network.ts';
import type { Verdict } from '../contract/verdict.ts';
import { collectVerdict } from './collect-verdict.ts';
import { dynamicScreen } from './dynamic-screen.ts';

/** Before the greeting. `screened` is the entry of the Dynamic Screen that blocks the client now, or null. */
export function judgeConnect(screened: ScreenedNetwork | null): Verdict {
  return collectVerdict('connect', [dynamicScreen(screened)]);
}

import type { OptionPath } from '../../../../server/contract/options.ts';
import { describeRule } from '../../../../server/contract/rules.ts';
import type { SessionDetail } from '../../../../server/contract/session-log.ts';
import type { SessionAction } from '../../../state/wanted-action.ts';
import { isOutbound } from '../session-kind.ts';
import { judgedAddress } from './judged-address.ts';

/** Which actions fit a session, in the order in which they are offered. */
export function sessionOffers(session: SessionDetail, isBlocked: boolean): readonly SessionAction[] {
  if (isOutbound(session)) return [];
  const option = decidingOption(session);
  const address = judgedAddress(session);
  const offers: readonly (readonly [SessionAction, boolean])[] = [
    ['disconnect', session.endedAt === null],
    ['whiteList', address !== null],
    ['sendAs', address !== null && session.account !== null],
    ['unblock', isBlocked],
    ['tryOff', option !== null],
    ['openOption', option !== null],
    ['trust', true],
    ['block', !isBlocked],
  ];
  return offers.filter(([, fits]) => fits).map(([action]) => action);
}

/** The option that refused, or the first that would have. */
export function decidingOption({
  refusal,
  wouldHaveBlocked,
}: Pick<SessionDetail, 'refusal' | 'wouldHaveBlocked'>): OptionPath | null {
  if (refusal?.option) return refusal.option;
  const options = wouldHaveBlocked.map((rule) => describeRule(rule).option);
  return options.find((option) => option !== null) ?? null;
}

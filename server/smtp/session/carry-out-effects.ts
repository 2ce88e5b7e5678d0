import type { Verdict } from '../../contract/verdict.ts';
import type { SessionContext } from './session-context.ts';

/**
 * Does what a verdict asks for besides its reply; what has to be in force when the reply is written is so
 * before this returns. `disconnect` is the caller's: it ends the session with the reply. What concerns the account
 * takes a write, and a function of its own.
 */
export function carryOutEffects(
  { effects }: Verdict,
  { services, clientIp, recorder }: Pick<SessionContext, 'services' | 'clientIp' | 'recorder'>,
): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'screen-network':
        services.screen.blockClient(clientIp, effect.reason, recorder.id);
        break;
      case 'note-white-list-use':
        services.directory.noteWhiteListUse(effect.pattern, services.clock());
        break;
      case 'freeze-account':
      case 'tell-of-limit':
      case 'disconnect':
        break;
    }
  }
}

/** What a verdict means for the account: kept and in force once this resolves. Rejects where it cannot be kept. */
export async function carryOutAccountEffects(
  { effects }: Verdict,
  { services }: Pick<SessionContext, 'services'>,
): Promise<void> {
  for (const effect of effects) {
    if (effect.kind === 'freeze-account') await services.accountLimits.freeze(effect.account, effect.reason);
    else if (effect.kind === 'tell-of-limit') services.accountLimits.tell(effect.account, effect.reason);
  }
}

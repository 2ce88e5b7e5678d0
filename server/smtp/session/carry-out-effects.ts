import type { Verdict } from '../../contract/verdict.ts';
import type { SessionContext } from './session-context.ts';

/**
 * Does what a verdict asks for besides its reply; what has to be in force when the reply is written is so
 * before this returns. `disconnect` is the caller's: it ends the session with the reply.
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
      case 'disconnect':
        break;
    }
  }
}

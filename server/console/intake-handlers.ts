import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { ConsolePorts } from './console-ports.ts';

type IntakeCall = Extract<keyof Handlers, 'server.pause' | 'server.resume'>;

const LONGEST_PAUSE_MS = 30 * 86_400_000;

/** Taking new mail, paused and resumed by hand. */
export function intakeHandlers({
  intake,
  clock,
}: Pick<ConsolePorts, 'intake' | 'clock'>): Pick<Handlers, IntakeCall> {
  return {
    'server.pause': (until) => {
      const lasts = until === null ? 0 : until - clock();
      if (until !== null && lasts <= 0) throw endRefused('is over already');
      if (lasts > LONGEST_PAUSE_MS) throw endRefused('is more than 30 days away');
      intake.close(until);
    },
    'server.resume': () => {
      intake.open();
    },
  };
}

function endRefused(reason: string): ApiError {
  return new ApiError('bad-arguments', `The end of the pause ${reason}.`, [{ path: '[0]', reason }]);
}

import type { OptionActivity } from '../../../server/contract/option-activity.ts';
import { OPTION_KEYS } from '../../../server/contract/options.ts';
import type { SessionSummary } from '../../../server/contract/session-log.ts';

/** What the options have done in the sessions of the world. */
export function fakeActivity(sessions: readonly SessionSummary[]): readonly OptionActivity[] {
  return OPTION_KEYS.map((option): OptionActivity => {
    const reported = sessions.filter(({ wouldHaveBlocked }) =>
      wouldHaveBlocked.some((rule) => rule === option),
    );
    const bySender = Map.groupBy(reported, ({ sender }) => sender ?? '');
    return {
      option,
      blocked: sessions.filter(({ refusal }) => refusal?.option?.split('.')[0] === option).length,
      wouldHaveBlocked: reported.length,
      senders: bySender.size,
      topSenders: [...bySender]
        .map(([sender, ofSender]) => ({ sender, sessions: ofSender.length, newest: newestOf(ofSender) }))
        .toSorted((one, other) => other.sessions - one.sessions)
        .slice(0, 20),
    };
  }).filter(({ blocked, wouldHaveBlocked }) => blocked + wouldHaveBlocked > 0);
}

function newestOf(sessions: readonly SessionSummary[]): { readonly startedAt: number; readonly id: string } {
  const { startedAt, id } = sessions.at(-1) ?? { startedAt: 0, id: '' };
  return { startedAt, id };
}

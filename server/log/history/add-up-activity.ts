import { lowerAscii } from '../../contract/ascii.ts';
import type { OptionActivity } from '../../contract/option-activity.ts';
import { OPTION_KEYS } from '../../contract/options.ts';
import type { HourCount } from './day-reader.ts';
import { together, type ReportedEntry } from './reported-tally.ts';

/** Senders that are listed. */
const LISTED = 20;

type Sender = OptionActivity['topSenders'][number];

/** What each option has done in several days. A rule that an option switches has the option's name. */
export function addUpActivity(
  hours: readonly HourCount[],
  reported: readonly ReportedEntry[],
): readonly OptionActivity[] {
  const blocked = Map.groupBy(
    hours.filter(({ result }) => result === 'blocked'),
    ({ rule }) => rule,
  );
  const byRule = Map.groupBy(reported, ({ rule }) => rule);
  return OPTION_KEYS.map((option) =>
    activityOf(option, blocked.get(option) ?? [], byRule.get(option) ?? []),
  ).filter((activity) => activity.blocked + activity.wouldHaveBlocked > 0);
}

function activityOf(
  option: OptionActivity['option'],
  hours: readonly HourCount[],
  reported: readonly ReportedEntry[],
): OptionActivity {
  const senders = sendersOf(reported);
  return {
    option,
    blocked: sum(hours),
    wouldHaveBlocked: sum(reported),
    senders: senders.length,
    topSenders: senders.toSorted((one, other) => other.sessions - one.sessions).slice(0, LISTED),
  };
}

function sendersOf(reported: readonly ReportedEntry[]): readonly Sender[] {
  const senders = new Map<string, Sender>();
  for (const { sender, sessions, newest } of reported) {
    if (sender === '') continue;
    const key = lowerAscii(sender);
    const known = senders.get(key);
    const counted = { sender, sessions, newest };
    senders.set(key, known ? together(known, counted) : counted);
  }
  return [...senders.values()];
}

function sum(counts: readonly { readonly sessions: number }[]): number {
  return counts.reduce((total, { sessions }) => total + sessions, 0);
}

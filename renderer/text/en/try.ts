import { number, plural } from '../format.ts';
import { words } from '../words.ts';

export const tryText = words('tryText', {
  title: 'Try it',
  lead: 'What would become of a message, and what a change would do. Nothing is sent, stored or changed by a test.',
  tabs: 'What is tried',
  message: 'Test a message',
  change: 'Try a change',
  difference: {
    judging: 'Judging the recorded sessions again…',
    failed: (because: string) => `The recorded sessions could not be judged again. ${because}`,
    again: 'Try again',
    nothingJudged: 'No session of this time was recorded, so nothing can be said about it.',
    same: 'No recorded session would have ended otherwise.',
    letIn: (sessions: number) =>
      `${plural(sessions, 'session', 'sessions')} that ${sessions === 1 ? 'is' : 'are'} refused now would be let in.`,
    blocked: (sessions: number) =>
      `${plural(sessions, 'session', 'sessions')} that ${sessions === 1 ? 'passes' : 'pass'} now would be blocked.`,
    otherwise: (sessions: number) =>
      `${plural(sessions, 'session', 'sessions')} would still be refused, but for another reason.`,
    judged: (sessions: number, steps: number, since: string) =>
      `${plural(sessions, 'session', 'sessions')} with ${plural(steps, 'step', 'steps')} judged again, back to ${since}.`,
    bounded: (since: string) =>
      `The log holds more than could be judged in one go: only what came after ${since} is counted.`,
    notKnown: (sessions: number) =>
      `Of ${plural(sessions, 'session', 'sessions')} it is not known: what would decide was never looked up.`,
    changedSince: (sessions: number) =>
      `Settings have changed since: ${plural(sessions, 'session', 'sessions')} would already end otherwise today, whatever you change now.`,
    notFollowed: {
      'networks-blocked':
        'Networks would be put on the Dynamic Screen. What they would then have missed is not counted.',
      'accounts-frozen': 'Accounts would be frozen. What they could then not have sent is not counted.',
    },
    letInTable: 'Newly let in',
    blockedTable: 'Newly blocked',
    columns: { sender: 'Sender', sessions: 'Sessions', from: 'From', why: 'Why', newest: 'Newest' },
    nullSender: '<> (no return address)',
    noSender: 'none (before MAIL)',
    signedInAs: (account: string) => `signed in as ${account}`,
    furtherUnknown: 'Would have come further; what it would have sent next was never seen.',
    inLog: (sender: string) => `See the newest session of ${sender} in the log`,
    more: (sessions: number) => `The rest: ${number(sessions)} more.`,
    moreSteps: (steps: number) => plural(steps, 'message or step', 'messages or steps'),
  },
} as const);

import { number, plural } from '../format.ts';
import { words } from '../words.ts';

export const optionActivityText = words('optionActivityText', {
  blocked: (sessions: number, days: number) =>
    `Blocked ${number(sessions)} in ${plural(days, 'day', 'days')}`,
  blockedNothing: (days: number) => `Blocked nothing in ${plural(days, 'day', 'days')}`,
  would: (sessions: number, senders: number, days: number) =>
    `Would have blocked ${plural(sessions, 'session', 'sessions')} from ${plural(senders, 'sender', 'senders')} in ${plural(days, 'day', 'days')}`,
  wouldNothing: (days: number) => `Would have blocked nothing in ${plural(days, 'day', 'days')}`,
  inLog: (option: string) => `See them in the log: ${option}`,
  showSenders: 'Show senders',
  enforce: 'Enforce',
  enforceOption: (option: string) => `Enforce “${option}”`,
  tryFirst: 'Try first',
  tryOption: (option: string) => `Try first what “${option}” would refuse`,
  tryHelp: 'If it were enforced now, going by the last 7 days:',
  senders: (option: string) => `Senders that “${option}” would have refused`,
  columns: { sender: 'Sender', sessions: 'Sessions', newest: 'Newest', actions: 'What can be done' },
  newest: 'Open the newest',
  newestOf: (sender: string) => `Open the newest session of ${sender}`,
  nullSender: '<> (no return address)',
  more: (senders: number) => `And ${plural(senders, 'more sender', 'more senders')}; the log has them all.`,
  actions: { whiteList: 'White list…', sendAs: 'Let the account send as it…', trust: 'Trust its IP…' },
  actionOf: (action: string, sender: string) => `${action} ${sender}`,
} as const);

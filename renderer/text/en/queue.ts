import { number, plural } from '../format.ts';
import { words } from '../words.ts';

export const queueText = words('queueText', {
  title: 'Queue',
  lead: 'Mail for other servers: what waits, why, and when it is tried again.',
  states: {
    all: 'All',
    waiting: 'Waiting',
    sending: 'Sending',
    held: 'Held',
    etrn: 'On request',
  },
  filterState: 'State',
  search: 'Search the queue',
  searchPlaceholder: (shortcut: string) => `Search  (${shortcut})`,
  toolbar: 'Queue tools',
  retryAll: 'Retry all now',
  retryAllDone: (count: number) => `Queue: ${messages(count)} tried again now`,
  grid: 'Messages',
  gridKeys: 'Arrow keys move, Space selects, Enter shows the message, Delete deletes the selected ones.',
  columns: {
    recipient: 'Recipient',
    state: 'State',
    why: 'Why it waits',
    nextTry: 'Next try',
    expires: 'Sent back',
  },
  selectAll: 'Select all',
  select: (recipient: string) => `Select the message to ${recipient}`,
  count: (count: number) => messages(count),
  countSelected: (selected: number, count: number) => `${number(selected)} of ${messages(count)} selected`,
  capped: (count: number) =>
    `These are the first ${number(count)}, the next to be tried on top. Search to narrow the list.`,
  from: (sender: string) => `from ${sender}`,
  nullSender: 'a delivery report',
  viaGateway: (domain: string) => `gateway ${domain}`,
  direct: 'Its mail server',
  bySmartHost: (host: string) => `Smart host ${host}`,
  tries: (count: number) => (count === 0 ? 'not tried yet' : plural(count, 'try', 'tries')),
  now: 'now',
  anyMoment: 'any moment',
  notWhileHeld: 'not while held',
  whenAsked: 'when asked for',
  why: {
    sending: 'Being sent now',
    fresh: 'Its first try comes next',
    held: 'Held by you',
    etrn: (gateway: string) => `Until the server of ${gateway} asks for it`,
  },
  failures: {
    unreachable: 'The server did not answer',
    noServer: 'No mail server was found for the domain',
    unsafe: 'No safe connection to the server',
    loop: 'The message goes round in circles',
    notTried: 'It could not be tried',
    full: 'The mailbox is full',
    greylisted: 'The server asked to come back later',
    busy: 'The server takes no mail at the moment',
    diskFull: 'The server has no room',
    policy: 'The server refuses it for now by its policy',
    address: 'The server does not take the address for now',
    tooLarge: 'The message is too large for the server',
    later: 'The server refuses it for now',
    refused: 'The server refused it',
  },
  actions: {
    label: 'What to do with the selected messages',
    labelOne: 'What to do with this message',
    retry: 'Retry now',
    hold: 'Hold',
    release: 'Release',
    bounce: 'Send back…',
    remove: 'Delete…',
  },
  done: {
    retry: (count: number) => `Queue: ${messages(count)} tried again now`,
    hold: (count: number) => `Queue: ${messages(count)} held`,
    release: (count: number) => `Queue: ${messages(count)} released`,
    bounce: (count: number) => `Queue: ${messages(count)} sent back`,
    remove: (count: number) => `Queue: ${messages(count)} deleted`,
  },
  removeTitle: (count: number) => `Delete ${messages(count)}?`,
  removeText: 'Nobody is told: neither who sent it nor who was to get it. This cannot be undone.',
  removeKeep: 'Keep',
  removeProceed: 'Delete',
  bounceTitle: (count: number) => `Send back ${messages(count)}?`,
  bounceTold: (senders: readonly string[]) =>
    `${list(senders)} ${senders.length === 1 ? 'gets' : 'get'} a report that the mail could not be delivered, and it leaves the queue.`,
  bounceSilent: (count: number) =>
    `${messages(count)} without a return address ${count === 1 ? 'leaves' : 'leave'} the queue without a report.`,
  bounceKeep: 'Keep',
  bounceProceed: 'Send back',
  toOne: (recipient: string) => `To ${recipient}`,
  toMany: (recipients: readonly string[]) => `To ${list(recipients)}`,
  detail: 'Message',
  closeDetail: 'Close message',
  headline: (recipient: string) => `To ${recipient}`,
  said: (host: string) => `${host} said:`,
  found: 'What was found out:',
  facts: {
    sender: 'Return-path',
    via: 'Goes to',
    queued: 'Waiting since',
    attempts: 'Tries so far',
    nextTry: 'Next try',
    expires: 'Goes back to its sender',
    size: 'Size',
    messageId: 'Message id',
  },
  noSender: '<> (a report; nobody gets it back)',
  session: 'How it came in',
  searchLog: 'Tries in the log',
  gone: 'It is no longer in this list',
  goneHelp: 'It was delivered, sent back or deleted, or the search no longer finds it.',
  empty: 'Nothing waits',
  emptyHelp: 'All accepted mail has left for its servers, or was for mailboxes here.',
  nothingMatches: 'Nothing matches',
  nothingMatchesHelp: 'No message in the queue has this state and these words.',
  clear: 'Show all',
} as const);

function messages(count: number): string {
  return plural(count, 'message', 'messages');
}

/** `a, b and 3 more` */
function list(names: readonly string[]): string {
  const [first = '', second, third] = names;
  if (second === undefined) return first;
  if (names.length === 2) return `${first} and ${second}`;
  if (names.length === 3 && third !== undefined) return `${first}, ${second} and ${third}`;
  return `${first}, ${second} and ${number(names.length - 2)} more`;
}

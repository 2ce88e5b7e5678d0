import { words } from '../words.ts';

export const sessionActionText = words('sessionActionText', {
  group: 'What can be done',
  names: {
    tryOff: 'Try this with the option off…',
    whiteList: 'White list this sender…',
    sendAs: 'Let the account send as this address…',
    trust: 'Trust this IP…',
    block: 'Block this IP…',
    unblock: 'Unblock this IP…',
    disconnect: 'Disconnect…',
    openOption: 'Open the option',
  },
  keys: 'Keys: W white list, T trust, U unblock, B block, O open the option. They work while the list or the session has the focus.',
  not: {
    whiteList:
      'The white list exempts from the two “Credentials used must match…” options only, and neither decided here.',
    sendAs: 'Only a “Credentials used must match…” option is met by letting an account send as an address.',
    trust: 'A device of your own may be trusted, not a session that this server began.',
    unblock: 'This IP is not on the Dynamic Screen now.',
    block: 'Only who connects here can be blocked.',
    openOption: 'No option decided here.',
    tryOff: 'No option decided here.',
    disconnect: 'The session has ended.',
  },
  done: (what: string) => `Done: ${what}`,
  undone: (what: string) => `Undone: ${what}`,
  undo: 'Undo',
  changedSince: (then: string, now: string) =>
    `The option has changed since: it was ${then} then, and is ${now} now.`,
  difference: 'Going by the last 7 days:',
  whiteList: {
    intro: (address: string) =>
      `Lets any signed-in account use ${address} as its return-path and in its From: header. It opens exactly the two “Credentials used must match…” options, for this address and not for its domain.`,
  },
  sendAs: {
    title: 'Let the account send as this address?',
    intro: (account: string, address: string) =>
      `Lets ${account}, and nobody else, send as ${address}. It gets no mail by it.`,
    proceed: 'Let it send',
    noAccount: (account: string) => `There is no account ${account} any more.`,
  },
  trust: {
    intro: (ip: string) => `Trusts exactly ${ip}. In this installation, a trusted IP`,
    skips: {
      localIpMustAuth: 'need not sign in when it sends from a local IP',
      localSenderMustAuth: 'need not sign in when it sends in the name of your own addresses',
      popBeforeSmtp: 'need not open a mailbox before it sends',
      gateway: 'need not sign in when it sends as a user of a gateway',
      relay: 'may send to the whole world without signing in',
      screen: 'is never put on the Dynamic Screen by itself',
    },
    warning: 'Whoever uses that device, or takes it over, has all of this too.',
  },
  block: {
    intro: (ip: string) =>
      `Refuses every connection from ${ip}, on every port, before anything is said. What your own people send from there is refused too.`,
    private:
      'It is an address of a private network: a device of your own, or a router behind which many of them stand.',
  },
  unblock: {
    title: 'Unblock this IP?',
    intro: (network: string) =>
      `The next connection from ${network} is heard at once, and what it does is judged by every rule. Its earlier offences are forgiven; further ones block it again.`,
    since: (reason: string) => `It was blocked for: ${reason}.`,
    allow: 'And never block it again: add it to the allow list',
    proceed: 'Unblock',
    done: (network: string) => `${network} unblocked`,
    doneAllowed: (network: string) => `${network} unblocked, and never blocked again`,
    comment: 'Unblocked from the log',
  },
  disconnect: {
    title: 'Disconnect this session?',
    intro:
      'It hears 421 and is closed at once; a message under way is not accepted. The client may connect again.',
    keep: 'Let it run',
    proceed: 'Disconnect',
    done: (ip: string) => `Session of ${ip} disconnected`,
    gone: 'The session had ended already',
  },
  tryOff: {
    title: 'This session with the option off',
    nothingChanged: 'This is a test: nothing is changed by it.',
    judging: 'Judging the session again…',
    failed: (because: string) => `The session could not be judged again. ${because}`,
    table: 'Step by step',
    columns: { step: 'Step', before: 'As it is', after: 'With the option off' },
    passes: 'Passes',
    unknown: 'Not known',
    close: 'Close',
    reportOnly: 'Report only',
    openOption: 'Open the option',
    weakens: 'Report only lets such mail in, and goes on counting it.',
  },
} as const);

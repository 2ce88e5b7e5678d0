import { words } from '../words.ts';

export const noticesText = words('noticesText', {
  title: 'Notices',
  lead: 'What needs you is behind the bell at the top, and reaches you outside this window too: for one reason at most once in ten minutes on the desktop, once an hour by mail.',
  desktop: 'Notifications of the desktop',
  mail: 'Mail',
  mailTo: 'Mail goes to',
  postmaster: 'The postmaster of the first domain',
  on: 'On',
  off: 'Off',
  edit: 'Change the notices',
  change: 'Change…',
  desktopHelp:
    'An attack, a frozen account, the certificate, the disk, ports, the storage. Not each network that is blocked.',
  mailHelp: 'The same, by mail.',
  mailToHelp: 'Empty: the postmaster of the first domain.',
  done: 'Notices changed',
  test: 'Send a test notice',
  sent: (to: string) => `A mail went to ${to}.`,
  notSent: (because: string) => `No mail went out. ${because}`,
  mailOff: 'Mail is off.',
  shown: 'The desktop shows it.',
  desktopOff: 'Notifications of the desktop are off.',
  absent: 'There is no desktop app to show it: Gatepost runs as a service.',
});

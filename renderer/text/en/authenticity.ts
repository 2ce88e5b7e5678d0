import { number, plural } from '../format.ts';
import { words } from '../words.ts';

export const authenticityText = words('authenticityText', {
  title: 'Sender checks',
  lead: 'SPF asks whether a server may send for a domain, and DKIM checks the signature of a domain. DMARC wants one of the two to speak for the address that readers see in the ‘From:’ header, and says what is to become of mail where neither does.',
  rule: 'Mail from outside',
  sealers: 'Trusted forwarders',
  sealersCount: (count: number) => (count === 0 ? 'none' : plural(count, 'domain', 'domains')),
  sealersHelp:
    'Mailing lists change what they pass on, and so break its signature. What a trusted forwarder has sealed by ARC is believed.',
  sealersEdit: 'Change the trusted forwarders',
  sealersTitle: 'Trusted forwarders',
  sealersField: 'Domains whose ARC seal is believed',
  sealersFieldHelp: 'One domain on each line, for example lists.example.',
  sealersDone: 'Sender checks: trusted forwarders changed',
  results: 'The results are written into each message (Authentication-Results) and stand in the log.',
  inLog: 'See them in the log',
  exception: 'It can also let in mail that uses your own domain without a sign-in:',
  own: 'Your own mail',
  ownLead: 'Others check your mail in the same way.',
  signed: (signed: number, all: number) =>
    all === 0
      ? 'There is no domain yet.'
      : `${number(signed)} of ${plural(all, 'domain', 'domains')} ${signed === 1 ? 'signs' : 'sign'} by DKIM.`,
  keys: 'DKIM keys',
} as const);

import type { Catalogue } from '../catalogue.ts';
import { number, plural } from '../format.ts';

export const optionActivityText: Catalogue['optionActivityText'] = {
  blocked: (sessions, days) => `${number(sessions)} in ${plural(days, 'Tag', 'Tagen')} abgewiesen`,
  blockedNothing: (days) => `In ${plural(days, 'Tag', 'Tagen')} nichts abgewiesen`,
  would: (sessions, senders, days) =>
    `Hätte in ${plural(days, 'Tag', 'Tagen')} ${plural(sessions, 'Sitzung', 'Sitzungen')} von ${plural(senders, 'Absender', 'Absendern')} abgewiesen`,
  wouldNothing: (days) => `Hätte in ${plural(days, 'Tag', 'Tagen')} nichts abgewiesen`,
  inLog: (option) => `Im Protokoll ansehen: ${option}`,
  showSenders: 'Absender zeigen',
  enforce: 'Durchsetzen',
  enforceOption: (option) => `„${option}“ durchsetzen`,
  tryFirst: 'Erst probieren',
  tryOption: (option) => `Erst probieren, was „${option}“ abweisen würde`,
  tryHelp: 'Wäre sie jetzt durchgesetzt, nach den letzten 7 Tagen:',
  senders: (option) => `Absender, die „${option}“ abgewiesen hätte`,
  columns: { sender: 'Absender', sessions: 'Sitzungen', newest: 'Neueste', actions: 'Was sich tun lässt' },
  newest: 'Neueste öffnen',
  newestOf: (sender) => `Neueste Sitzung von ${sender} öffnen`,
  nullSender: '<> (kein Absender)',
  more: (senders) =>
    `Und ${plural(senders, 'weiterer Absender', 'weitere Absender')}; das Protokoll hat sie alle.`,
  actions: { whiteList: 'Ausnahme…', sendAs: 'Konto damit senden lassen…', trust: 'Seiner IP vertrauen…' },
  actionOf: (action, sender) => `${action} ${sender}`,
};

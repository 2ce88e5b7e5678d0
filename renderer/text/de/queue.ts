import type { Catalogue } from '../catalogue.ts';
import { number, plural } from '../format.ts';

export const queueText: Catalogue['queueText'] = {
  title: 'Warteschlange',
  lead: 'Mail für andere Server: was wartet, warum, und wann es wieder versucht wird.',
  states: {
    all: 'Alle',
    waiting: 'Wartet',
    sending: 'Wird gesendet',
    held: 'Angehalten',
    etrn: 'Auf Anfrage',
  },
  filterState: 'Zustand',
  search: 'Die Warteschlange durchsuchen',
  searchPlaceholder: (shortcut) => `Suchen  (${shortcut})`,
  toolbar: 'Werkzeuge der Warteschlange',
  retryAll: 'Alle jetzt versuchen',
  retryAllDone: (count) => `Warteschlange: ${messages(count)} jetzt wieder versucht`,
  grid: 'Nachrichten',
  gridKeys:
    'Pfeiltasten bewegen, Leertaste wählt aus, Eingabe zeigt die Nachricht, Entf löscht die ausgewählten.',
  columns: {
    recipient: 'Empfänger',
    state: 'Zustand',
    why: 'Warum sie wartet',
    nextTry: 'Nächster Versuch',
    expires: 'Geht zurück',
  },
  selectAll: 'Alle auswählen',
  select: (recipient) => `Die Nachricht an ${recipient} auswählen`,
  count: (count) => messages(count),
  countSelected: (selected, count) => `${number(selected)} von ${messages(count)} ausgewählt`,
  capped: (count) =>
    `Dies sind die ersten ${number(count)}, die nächsten Versuche zuoberst. Suchen Sie, um die Liste einzugrenzen.`,
  from: (sender) => `von ${sender}`,
  nullSender: 'ein Zustellbericht',
  viaGateway: (domain) => `Gateway ${domain}`,
  direct: 'Der Mailserver der Domain',
  bySmartHost: (host) => `Smarthost ${host}`,
  tries: (count) => (count === 0 ? 'noch nicht versucht' : plural(count, 'Versuch', 'Versuche')),
  now: 'jetzt',
  anyMoment: 'jeden Moment',
  notWhileHeld: 'nicht, solange angehalten',
  whenAsked: 'wenn danach gefragt wird',
  why: {
    sending: 'Wird gerade gesendet',
    fresh: 'Der erste Versuch steht bevor',
    held: 'Von Ihnen angehalten',
    etrn: (gateway) => `Bis der Server von ${gateway} danach fragt`,
  },
  failures: {
    unreachable: 'Der Server hat nicht geantwortet',
    noServer: 'Für die Domain wurde kein Mailserver gefunden',
    unsafe: 'Keine sichere Verbindung zum Server',
    loop: 'Die Nachricht läuft im Kreis',
    notTried: 'Sie konnte nicht versucht werden',
    full: 'Das Postfach ist voll',
    greylisted: 'Der Server bat, später wiederzukommen',
    busy: 'Der Server nimmt im Augenblick keine Mail an',
    diskFull: 'Der Server hat keinen Platz',
    policy: 'Der Server lehnt sie vorerst nach seinen Regeln ab',
    address: 'Der Server nimmt die Adresse vorerst nicht an',
    tooLarge: 'Die Nachricht ist zu groß für den Server',
    later: 'Der Server lehnt sie vorerst ab',
    refused: 'Der Server hat sie abgelehnt',
  },
  actions: {
    label: 'Was mit den ausgewählten Nachrichten geschehen soll',
    labelOne: 'Was mit dieser Nachricht geschehen soll',
    retry: 'Jetzt versuchen',
    hold: 'Anhalten',
    release: 'Weitersenden',
    bounce: 'Zurückschicken…',
    remove: 'Löschen…',
  },
  done: {
    retry: (count) => `Warteschlange: ${messages(count)} jetzt wieder versucht`,
    hold: (count) => `Warteschlange: ${messages(count)} angehalten`,
    release: (count) => `Warteschlange: ${messages(count)} weitergesendet`,
    bounce: (count) => `Warteschlange: ${messages(count)} zurückgeschickt`,
    remove: (count) => `Warteschlange: ${messages(count)} gelöscht`,
  },
  removeTitle: (count) => `${messages(count)} löschen?`,
  removeText:
    'Niemand erfährt es: weder der Absender noch der Empfänger. Es kann nicht rückgängig gemacht werden.',
  removeKeep: 'Behalten',
  removeProceed: 'Löschen',
  bounceTitle: (count) => `${messages(count)} zurückschicken?`,
  bounceTold: (senders) =>
    `${list(senders)} ${senders.length === 1 ? 'bekommt' : 'bekommen'} einen Bericht, dass die Mail nicht zugestellt werden konnte, und sie verlässt die Warteschlange.`,
  bounceSilent: (count) =>
    `${messages(count)} ohne Rücksendeadresse ${count === 1 ? 'verlässt' : 'verlassen'} die Warteschlange ohne Bericht.`,
  bounceKeep: 'Behalten',
  bounceProceed: 'Zurückschicken',
  toOne: (recipient) => `An ${recipient}`,
  toMany: (recipients) => `An ${list(recipients)}`,
  detail: 'Nachricht',
  closeDetail: 'Nachricht schließen',
  headline: (recipient) => `An ${recipient}`,
  said: (host) => `${host} sagte:`,
  found: 'Was herausgefunden wurde:',
  facts: {
    sender: 'Return-Path',
    via: 'Geht an',
    queued: 'Wartet seit',
    attempts: 'Bisherige Versuche',
    nextTry: 'Nächster Versuch',
    expires: 'Geht an den Absender zurück',
    size: 'Größe',
    messageId: 'Message-ID',
  },
  noSender: '<> (ein Bericht; niemand bekommt ihn zurück)',
  session: 'Wie sie hereinkam',
  searchLog: 'Versuche im Protokoll',
  gone: 'Sie steht nicht mehr in dieser Liste',
  goneHelp: 'Sie wurde zugestellt, zurückgeschickt oder gelöscht, oder die Suche findet sie nicht mehr.',
  empty: 'Nichts wartet',
  emptyHelp: 'Alle angenommene Mail ist zu ihren Servern unterwegs gegangen oder war für hiesige Postfächer.',
  nothingMatches: 'Nichts passt',
  nothingMatchesHelp: 'Keine Nachricht in der Warteschlange hat diesen Zustand und diese Wörter.',
  clear: 'Alle zeigen',
};

function messages(count: number): string {
  return plural(count, 'Nachricht', 'Nachrichten');
}

/** `a, b und 3 weitere` */
function list(names: readonly string[]): string {
  const [first = '', second, third] = names;
  if (second === undefined) return first;
  if (names.length === 2) return `${first} und ${second}`;
  if (names.length === 3 && third !== undefined) return `${first}, ${second} und ${third}`;
  return `${first}, ${second} und ${number(names.length - 2)} weitere`;
}

import type { Catalogue } from '../catalogue.ts';
import { number, plural } from '../format.ts';

export const tryText: Catalogue['tryText'] = {
  title: 'Ausprobieren',
  lead: 'Was aus einer Nachricht würde, und was eine Änderung bewirkte. Ein Versuch sendet, speichert und ändert nichts.',
  tabs: 'Was ausprobiert wird',
  message: 'Eine Nachricht prüfen',
  change: 'Eine Änderung ausprobieren',
  tester: {
    listener: 'Listener',
    listenerHelp: 'Wo der Client sich verbindet.',
    ip: 'IP-Adresse',
    ipHelp: 'Woher der Client kommt.',
    account: 'Angemeldet als',
    accountHelp: 'Mit dem richtigen Passwort; hier braucht es keines.',
    nobody: 'Niemand',
    returnPath: 'MAIL FROM',
    returnPathHelp: 'Die Rücksendeadresse. Leer: die Null-Adresse, <>.',
    fromField: 'From:-Kopfzeile',
    fromFieldHelp: 'Etwa Anna <anna@office.example>. Leer: Der Test endet vor der Nachricht.',
    recipient: 'Empfänger',
    recipientHelp: 'Eine Adresse.',
    ask: 'Prüfen',
    asking: 'Wird geprüft…',
    notAsked: 'Eine wirkliche Sitzung hätte mehr gefragt als dieser Test:',
    steps: 'Schritt für Schritt',
    stages: {
      connect: 'Verbindung',
      auth: 'Anmeldung',
      mail: 'Absender',
      rcpt: 'Empfänger',
      data: 'Nachricht',
    },
    hears: 'Der Client hört:',
    idHelp: 'Punkte stehen für die Kennungen, die eine wirkliche Sitzung und Nachricht haben.',
  },
  trial: {
    draft: 'Die Änderung',
    draftHelp: 'Stellen Sie sie hier zusammen. Nichts wird geändert, bevor Sie es am Ende sagen.',
    empty: 'Noch soll nichts geändert werden.',
    action: 'Was',
    actions: {
      option: 'Eine Option setzen',
      'add whiteList': 'Weiße Liste: eine Adresse hinzufügen',
      'remove whiteList': 'Weiße Liste: eine Adresse entfernen',
      'add trustedIps': 'Trusted IPs: einen Bereich hinzufügen',
      'remove trustedIps': 'Trusted IPs: einen Bereich entfernen',
      'add localIps': 'Local IPs: einen Bereich hinzufügen',
      'remove localIps': 'Local IPs: einen Bereich entfernen',
    },
    option: 'Option',
    value: 'Auf',
    asNow: (state) => `${state} (wie jetzt)`,
    entry: 'Eintrag',
    entryHelp: {
      whiteList: 'Eine ganze Adresse; * steht für beliebige Zeichen, ? für eines.',
      trustedIps: 'Eine IP-Adresse oder ein Bereich wie 192.0.2.0/24.',
      localIps: 'Eine IP-Adresse oder ein Bereich wie 192.0.2.0/24.',
    },
    add: 'Zur Änderung hinzufügen',
    listed: (entry) => `${entry} steht schon in der Liste`,
    notListed: (entry) => `${entry} steht nicht in der Liste`,
    lists: { whiteList: 'Weiße Liste', trustedIps: 'Trusted IPs', localIps: 'Local IPs' },
    listLine: {
      add: (list, entry) => `${list}: ${entry} hinzufügen`,
      remove: (list, entry) => `${list}: ${entry} entfernen`,
    },
    optionLine: (label, next, now) => `„${label}“: ${next} (jetzt ${now})`,
    removeLine: (line) => `Weglassen: ${line}`,
    difference: 'Was sie bewirkt hätte',
    range: 'Sitzungen der letzten',
    days: (count) => plural(count, 'Tag', 'Tage'),
    make: 'Diese Änderung machen',
    discard: 'Verwerfen',
    made: (count) => `${plural(count, 'ausprobierte Änderung', 'ausprobierte Änderungen')} gemacht`,
  },
  difference: {
    judging: 'Die aufgezeichneten Sitzungen werden noch einmal beurteilt…',
    failed: (because) =>
      `Die aufgezeichneten Sitzungen konnten nicht noch einmal beurteilt werden. ${because}`,
    again: 'Noch einmal versuchen',
    nothingJudged: 'Aus dieser Zeit ist keine Sitzung aufgezeichnet, darum lässt sich nichts darüber sagen.',
    same: 'Keine aufgezeichnete Sitzung hätte anders geendet.',
    letIn: (sessions) =>
      `${plural(sessions, 'Sitzung, die', 'Sitzungen, die')} jetzt abgewiesen ${sessions === 1 ? 'wird, würde' : 'werden, würden'} eingelassen.`,
    blocked: (sessions) =>
      `${plural(sessions, 'Sitzung, die', 'Sitzungen, die')} jetzt ${sessions === 1 ? 'durchkommt, würde' : 'durchkommen, würden'} abgewiesen.`,
    otherwise: (sessions) =>
      `${plural(sessions, 'Sitzung würde', 'Sitzungen würden')} weiterhin abgewiesen, aber aus einem anderen Grund.`,
    judged: (sessions, steps, since) =>
      `${plural(sessions, 'Sitzung', 'Sitzungen')} mit ${plural(steps, 'Schritt', 'Schritten')} noch einmal beurteilt, zurück bis ${since}.`,
    bounded: (since) =>
      `Das Protokoll hat mehr, als sich auf einmal beurteilen ließ: Gezählt ist nur, was nach ${since} kam.`,
    notKnown: (sessions) =>
      `Von ${plural(sessions, 'Sitzung', 'Sitzungen')} ist es nicht bekannt: Was entscheiden würde, wurde nie nachgesehen.`,
    changedSince: (sessions) =>
      `Die Einstellungen haben sich seither geändert: ${plural(sessions, 'Sitzung würde', 'Sitzungen würden')} schon heute anders enden, was immer Sie jetzt ändern.`,
    notFollowed: {
      'networks-blocked':
        'Netze kämen auf den Dynamic Screen. Was ihnen dann entgangen wäre, ist nicht gezählt.',
      'accounts-frozen':
        'Konten würden eingefroren. Was sie dann nicht hätten senden können, ist nicht gezählt.',
    },
    letInTable: 'Neu eingelassen',
    blockedTable: 'Neu abgewiesen',
    columns: { sender: 'Absender', sessions: 'Sitzungen', from: 'Von', why: 'Warum', newest: 'Neueste' },
    nullSender: '<> (ohne Rücksendeadresse)',
    noSender: 'keiner (vor MAIL)',
    signedInAs: (account) => `angemeldet als ${account}`,
    furtherUnknown: 'Wäre weiter gekommen; was sie dann gesendet hätte, wurde nie gesehen.',
    inLog: (sender) => `Die neueste Sitzung von ${sender} im Protokoll ansehen`,
    more: (sessions) => `Der Rest: ${number(sessions)} weitere.`,
    moreSteps: (steps) => plural(steps, 'Nachricht oder Schritt', 'Nachrichten oder Schritte'),
  },
};

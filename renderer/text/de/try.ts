import type { Catalogue } from '../catalogue.ts';
import { number, plural } from '../format.ts';

export const tryText: Catalogue['tryText'] = {
  title: 'Ausprobieren',
  lead: 'Was aus einer Nachricht würde, und was eine Änderung bewirkte. Ein Versuch sendet, speichert und ändert nichts.',
  tabs: 'Was ausprobiert wird',
  message: 'Eine Nachricht prüfen',
  change: 'Eine Änderung ausprobieren',
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

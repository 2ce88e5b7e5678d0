import type { Catalogue } from '../catalogue.ts';
import { number, plural } from '../format.ts';

export const authenticityText: Catalogue['authenticityText'] = {
  title: 'Absenderprüfung',
  lead: 'SPF fragt, ob ein Server für eine Domain senden darf, und DKIM prüft die Signatur einer Domain. DMARC verlangt, dass eines von beiden für die Adresse spricht, die man im „From:“-Feld sieht, und sagt, was mit Mail geschehen soll, bei der keines es tut.',
  rule: 'Mail von außen',
  sealers: 'Vertraute Weiterleiter',
  sealersCount: (count) => (count === 0 ? 'keine' : plural(count, 'Domain', 'Domains')),
  sealersHelp:
    'Mailinglisten verändern, was sie weitergeben, und brechen damit die Signatur. Was ein vertrauter Weiterleiter mit ARC besiegelt hat, wird geglaubt.',
  sealersEdit: 'Vertraute Weiterleiter ändern',
  sealersTitle: 'Vertraute Weiterleiter',
  sealersField: 'Domains, deren ARC-Siegel geglaubt wird',
  sealersFieldHelp: 'Eine Domain pro Zeile, zum Beispiel lists.example.',
  sealersDone: 'Absenderprüfung: vertraute Weiterleiter geändert',
  results: 'Die Ergebnisse stehen in jeder Nachricht (Authentication-Results) und im Protokoll.',
  inLog: 'Im Protokoll ansehen',
  exception: 'Sie kann auch Mail einlassen, die Ihre eigene Domain ohne Anmeldung verwendet:',
  own: 'Ihre eigene Mail',
  ownLead: 'Andere prüfen Ihre Mail auf dieselbe Weise.',
  signed: (signed, all) =>
    all === 0
      ? 'Es gibt noch keine Domain.'
      : `${number(signed)} von ${plural(all, 'Domain', 'Domains')} ${signed === 1 ? 'signiert' : 'signieren'} mit DKIM.`,
  keys: 'DKIM-Schlüssel',
};

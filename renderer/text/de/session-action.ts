import type { Catalogue } from '../catalogue.ts';

export const sessionActionText: Catalogue['sessionActionText'] = {
  group: 'Was sich tun lässt',
  names: {
    tryOff: 'Ohne die Option probieren…',
    whiteList: 'Diesen Absender ausnehmen…',
    sendAs: 'Konto mit dieser Adresse senden lassen…',
    trust: 'Dieser IP vertrauen…',
    block: 'Diese IP sperren…',
    unblock: 'Sperre dieser IP aufheben…',
    disconnect: 'Trennen…',
    openOption: 'Option öffnen',
  },
  keys: 'Tasten: W ausnehmen, T vertrauen, U Sperre aufheben, B sperren, O Option öffnen. Sie wirken, solange die Liste oder die Sitzung den Fokus hat.',
  not: {
    whiteList:
      'Die Ausnahmeliste gilt nur für die zwei Optionen „Credentials used must match…“, und keine davon hat hier entschieden.',
    sendAs:
      'Nur eine Option „Credentials used must match…“ ist erfüllt, wenn ein Konto mit einer Adresse senden darf.',
    trust: 'Vertrauen lässt sich einem eigenen Gerät, nicht einer Sitzung, die dieser Server begonnen hat.',
    unblock: 'Diese IP ist jetzt nicht gesperrt.',
    block: 'Sperren lässt sich nur, wer sich hier verbindet.',
    openOption: 'Hier hat keine Option entschieden.',
    tryOff: 'Hier hat keine Option entschieden.',
    disconnect: 'Die Sitzung ist zu Ende.',
  },
  done: (what) => `Erledigt: ${what}`,
  undone: (what) => `Zurückgenommen: ${what}`,
  undo: 'Zurücknehmen',
  changedSince: (then, now) => `Die Option wurde seither geändert: Damals „${then}“, jetzt „${now}“.`,
  difference: 'Nach den letzten 7 Tagen:',
  whiteList: {
    intro: (address) =>
      `Jedes angemeldete Konto darf dann ${address} als Return-Path und in der From:-Zeile verwenden. Das öffnet genau die zwei Optionen „Credentials used must match…“, für diese Adresse und nicht für ihre Domain.`,
  },
  sendAs: {
    title: 'Das Konto mit dieser Adresse senden lassen?',
    intro: (account, address) =>
      `${account}, und sonst niemand, darf dann mit ${address} senden. Post bekommt es dadurch keine.`,
    proceed: 'Senden lassen',
    noAccount: (account) => `Das Konto ${account} gibt es nicht mehr.`,
  },
  trust: {
    intro: (ip) => `Vertraut genau ${ip}. Eine vertrauenswürdige IP in dieser Installation`,
    skips: {
      localIpMustAuth: 'muss sich nicht anmelden, wenn sie von einer lokalen IP sendet',
      localSenderMustAuth: 'muss sich nicht anmelden, wenn sie im Namen Ihrer eigenen Adressen sendet',
      popBeforeSmtp: 'muss vor dem Senden kein Postfach öffnen',
      gateway: 'muss sich nicht anmelden, wenn sie als Benutzer eines Gateways sendet',
      relay: 'darf ohne Anmeldung in die ganze Welt senden',
      screen: 'kommt nie von selbst auf die Sperrliste',
    },
    warning: 'Wer dieses Gerät benutzt oder übernimmt, darf das alles auch.',
  },
  block: {
    intro: (ip) =>
      `Weist jede Verbindung von ${ip} ab, auf jedem Port, bevor etwas gesagt wird. Auch was Ihre eigenen Leute von dort senden.`,
    private:
      'Es ist eine Adresse eines privaten Netzes: ein eigenes Gerät, oder ein Router, hinter dem viele davon stehen.',
  },
  unblock: {
    title: 'Sperre dieser IP aufheben?',
    intro: (network) =>
      `Die nächste Verbindung von ${network} wird sofort angehört, und jede Regel beurteilt, was sie tut. Frühere Verstöße sind vergeben; weitere sperren sie wieder.`,
    since: (reason) => `Grund der Sperre: ${reason}.`,
    allow: 'Und nie wieder sperren: in die Erlaubnisliste aufnehmen',
    proceed: 'Sperre aufheben',
    done: (network) => `Sperre von ${network} aufgehoben`,
    doneAllowed: (network) => `Sperre von ${network} aufgehoben, wird nie wieder gesperrt`,
    comment: 'Aus dem Protokoll freigegeben',
  },
  disconnect: {
    title: 'Diese Sitzung trennen?',
    intro:
      'Sie hört 421 und wird sofort geschlossen; eine Nachricht, die gerade kommt, wird nicht angenommen. Der Client darf sich neu verbinden.',
    keep: 'Laufen lassen',
    proceed: 'Trennen',
    done: (ip) => `Sitzung von ${ip} getrennt`,
    gone: 'Die Sitzung war schon zu Ende',
  },
  tryOff: {
    title: 'Diese Sitzung ohne die Option',
    nothingChanged: 'Das ist eine Probe: Sie ändert nichts.',
    judging: 'Die Sitzung wird neu beurteilt…',
    failed: (because) => `Die Sitzung ließ sich nicht neu beurteilen. ${because}`,
    table: 'Schritt für Schritt',
    columns: { step: 'Schritt', before: 'Wie es ist', after: 'Ohne die Option' },
    passes: 'Geht durch',
    unknown: 'Nicht bekannt',
    close: 'Schließen',
    reportOnly: 'Nur melden',
    openOption: 'Option öffnen',
    weakens: '„Nur melden“ lässt solche Post herein und zählt sie weiter.',
  },
};

import type { Mode } from '../../../server/contract/options.ts';
import type { Catalogue } from '../catalogue.ts';
import { plural } from '../format.ts';

const STATES = { off: 'Aus', report: 'Nur melden', enforce: 'Ein' } as const;

function state(value: Mode | boolean): string {
  if (typeof value === 'boolean') return value ? 'Ein' : 'Aus';
  return STATES[value];
}

export const options: Catalogue['options'] = {
  title: 'SMTP Authentication',
  lead: 'Wer sich anmelden muss, bevor Gatepost seine Mail annimmt. Eine Änderung gilt sofort, ab der nächsten Nachricht.',
  groups: {
    signIn: 'Wann eine Anmeldung nötig ist',
    match: 'Die Anmeldung muss zum Absender passen',
    reserved: 'Reservierte Adressen, POP Before SMTP und der SMTP-Port',
    beyond: 'Über die klassischen Optionen hinaus',
  },
  state,
  reportOnly: 'Nur melden',
  reportHelp: 'Weist nichts ab; das Live-Protokoll zeigt, was abgewiesen worden wäre.',
  changed: 'Geändert',
  defaultIs: (value) => `Standard: ${state(value)}`,
  reset: 'Zurücksetzen',
  resetOption: (label) => `„${label}“ zurücksetzen`,
  about: (label) => `Über „${label}“`,
  senderChecks: 'Absenderprüfung',
  notOnSeedPage: 'Eine Zugabe von Gatepost.',
  parentOff: 'Wirkt nur, solange die Option darüber eingeschaltet ist.',
  failed: (because) => `Nicht geändert. ${because}`,
  nowIs: (label, value) => `Jetzt ${state(value)}: „${label}“`,
  inLog: 'Ansehen, was sie abgewiesen hat',
  domainSharingNotSetUp: 'Domain Sharing ist nicht eingerichtet, also ist dadurch niemand ausgenommen.',
  domains: 'Domains',
  trustedExempt: (count) =>
    count === 0 ? 'Keinem Netz wird vertraut.' : `${plural(count, 'Netz', 'Netzen')} wird vertraut.`,
  trustedIps: 'Trusted IPs',
  gatewayExempt: (isExempt) =>
    isExempt ? 'Gateway-Mail ist ausgenommen.' : 'Gateway-Mail ist nicht ausgenommen.',
  globalGatewaySettings: 'Global Gateway Settings',
  mirroredOnAliases: 'Dieselbe Einstellung wie in',
  aliasSettings: 'Aliasse › Einstellungen',
  mirroredHere: 'Dieselbe Einstellung wie in',
  mirroredTail: 'Eine Änderung hier ändert sie auch dort.',
  popOff: 'POP Before SMTP ist aus, darum wirkt dies jetzt nicht.',
  popOn: (minutes) => `POP Before SMTP ist ein, mit ${plural(minutes, 'Minute', 'Minuten')}.`,
  popSettings: 'Einstellungen zu POP Before SMTP',
  screenNote:
    'Trusted IPs, die Liste „Nie gesperrt“ und dieser Rechner werden abgewiesen, aber nie gesperrt.',
  whiteList: 'White list',
  whiteListHelp: 'Nimmt eine Adresse von den beiden Optionen „Credentials used must match…“ darüber aus.',
  whiteListCount: (count) =>
    count === 0 ? 'Niemand ist ausgenommen.' : `${plural(count, 'Eintrag', 'Einträge')}.`,
  whiteListIdle: 'Beide Optionen sind aus, darum wirkt die Liste jetzt nicht.',
  openWhiteList: 'White list öffnen',
  seedSource: 'MDaemon 21.5 über diese Option:',
  tools: {
    changedOnly: 'Nur geänderte',
    resetPage: 'Seite zurücksetzen…',
    copy: 'Als Text kopieren',
    nothingChanged: 'Jede Option steht auf ihrem Standard',
    nothingChangedHelp: 'Auf dieser Seite wurde nichts geändert.',
    resetTitle: 'Diese Seite zurücksetzen?',
    resetSubject: (count) => `${plural(count, 'Option geht', 'Optionen gehen')} auf den Standard zurück`,
    resetKeep: 'Meine Einstellungen behalten',
    resetProceed: 'Zurücksetzen',
    resetDone: (count) => `SMTP Authentication: ${plural(count, 'Option', 'Optionen')} zurückgesetzt`,
  },
  danger: {
    effects: {
      localSenderMustAuth:
        'Jeder im Internet könnte dann Ihren Leuten Mail im Namen Ihrer eigenen Mitarbeiter schicken.',
      localIpMustAuth: 'Jedes Gerät in Ihrem Netz, auch ein befallenes, könnte dann ohne Anmeldung senden.',
      returnPathMustMatch:
        'Wer ein Konto hat, könnte dann die Adresse jedes Kollegen als Return-Path verwenden.',
      fromHeaderMustMatch:
        'Wer ein Konto hat, könnte dann Mail schreiben, die jeden Kollegen als Absender zeigt.',
      displayNameMayNotShowAnotherAddress:
        'Ein Absender könnte dann die Adresse eines anderen zeigen, wo Mailprogramme den Namen anzeigen.',
      roleAddressMustAuth: 'Jeder könnte dann Ihren Leuten als postmaster, abuse oder webmaster schreiben.',
      popBeforeSmtp: 'Konten, die nicht zuerst ihr Postfach geöffnet haben, könnten dann senden.',
      noAuthOnSmtpPort:
        'Mailprogramme, die sich auf dem SMTP-Port anmelden, könnten nicht mehr senden; sie müssen einen Einlieferungsport verwenden.',
      dmarcMustPass:
        'Mail, die die Adresse einer anderen Organisation fälscht, erreichte dann Ihre Leute, obwohl deren Besitzer um Abweisung bittet.',
      accountLimits: 'Wer ein einziges Passwort stiehlt, könnte dann von hier aus ohne Ende senden.',
      gatewaysExemptFromMatch:
        'Jedes Konto, das für eine Gateway-Domain senden darf, könnte dann jede Adresse dieser Domain verwenden.',
      trustedIpsMayRelay:
        'Jede Gegenseite auf der Liste Trusted IPs könnte dann durch diesen Server an alle Welt senden.',
    },
    titleOff: 'Diesen Schutz ausschalten?',
    titleOn: 'Dies einschalten?',
    keepOn: 'Eingeschaltet lassen',
    turnOff: 'Ausschalten',
    keepOff: 'Ausgeschaltet lassen',
    turnOn: 'Einschalten',
    refused: (count) =>
      count === 0
        ? 'Sie hat in den letzten 7 Tagen nichts abgewiesen.'
        : `In den letzten 7 Tagen hat sie ${plural(count, 'Sitzung', 'Sitzungen')} abgewiesen.`,
    signedInOnSmtp: (accounts) =>
      accounts.length === 0
        ? 'In den Sitzungen, die das Protokoll kennt, hat sich niemand auf dem SMTP-Port angemeldet.'
        : `In den Sitzungen, die das Protokoll kennt, ${accounts.length === 1 ? 'hat' : 'haben'} sich ${plural(accounts.length, 'Konto', 'Konten')} auf dem SMTP-Port angemeldet: ${accounts.slice(0, 5).join(', ')}${accounts.length > 5 ? ', …' : '.'}`,
    noSubmission: 'Kein Einlieferungsport ist offen: Niemand könnte sich noch anmelden.',
  },
};

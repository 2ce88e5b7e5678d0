import type { Catalogue } from '../catalogue.ts';

export const dnsText: Catalogue['dnsText'] = {
  title: 'DNS-Einträge',
  lead: 'Was andere nachsehen, bevor sie Mail hierher bringen oder Mail von hier glauben.',
  domainsLead:
    'Vergleicht, was das DNS sagt, mit dem, was die Mail jeder Domain braucht. Fragt die Nameserver erst, wenn Sie es sagen.',
  noDomains: 'Fügen Sie zuerst eine Domain hinzu.',
  check: 'Jetzt prüfen',
  checkFor: (domain) => `Jetzt prüfen: DNS-Einträge von ${domain}`,
  checking: 'Frage das DNS…',
  failed: 'Die Prüfung war nicht möglich.',
  publicIps: 'Öffentliche Adresse',
  publicIpsHelp:
    'Unter der andere diesen Server erreichen. Mehrere durch Kommas getrennt; leer: wie dieser Computer und das DNS sie kennen.',
  states: { right: 'Richtig', missing: 'Fehlt', wrong: 'Falsch', unknown: 'Nicht bekannt' },
  summary: (right, all) => `${String(right)} von ${String(all)} richtig`,
  asked: (resolvers) => `Gefragt: ${resolvers}`,
  found: 'Gefunden',
  wanted: 'Zu veröffentlichender Eintrag',
  type: 'Typ',
  name: 'Name',
  value: 'Wert',
  copyName: 'Name kopieren',
  copyValue: 'Wert kopieren',
  copyNameOf: (record) => `Name kopieren: Eintrag ${record}`,
  copyValueOf: (record) => `Wert kopieren: Eintrag ${record}`,
  findings: (domain) => `DNS-Einträge von ${domain}`,
};

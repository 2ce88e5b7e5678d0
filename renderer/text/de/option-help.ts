import type { Catalogue } from '../catalogue.ts';

const trustedIp = 'Setzt die Regel für Gegenseiten auf der Liste Trusted IPs aus.';

export const optionHelp: Catalogue['optionHelp'] = {
  localSenderMustAuth:
    'Mail, die angeblich aus einer Ihrer Domains kommt, muss von einem angemeldeten Konto stammen, sonst wird sie abgewiesen.',
  'localSenderMustAuth.unlessToLocalAccount':
    'Setzt die Regel für jeden Empfänger aus, der ebenfalls ein hiesiges Konto ist.',
  'localSenderMustAuth.unlessDomainSharing':
    'Ein Absender ohne Konto hier, der auf einem anderen Server der geteilten Domain gefunden wird, ist ausgenommen.',
  'localSenderMustAuth.unlessTrustedIp': trustedIp,
  'localSenderMustAuth.unlessDmarcAligned':
    'Für Newsletter und Onlineshops, die zu Recht im Namen Ihrer Domain senden: Die Nachricht selbst entscheidet, nach ihrem letzten Byte.',
  localIpMustAuth:
    'Mail von einer lokalen IP-Adresse braucht eine Anmeldung, gleich wer der Absender ist. Trusted IPs sind ausgenommen.',
  returnPathMustMatch: 'Dem angemeldeten Konto muss die Adresse im Return-Path gehören.',
  fromHeaderMustMatch: 'Dem angemeldeten Konto muss jede Adresse im From:-Feld gehören.',
  displayNameMayNotShowAnotherAddress:
    'Weist ein From:-Feld ab, dessen Anzeigename oder Kommentar eine andere Adresse zeigt als die, die dahintersteht.',
  roleAddressMustAuth:
    'Gilt für Konten und Aliasse dieser Namen. Keine Ausnahme einer anderen Regel weicht das auf.',
  popBeforeSmtp:
    'Ein hiesiges Konto darf nur senden, nachdem es innerhalb der eingestellten Zeit sein Postfach geöffnet hat.',
  'popBeforeSmtp.exemptAuthenticated': 'Wer angemeldet ist, muss vor dem Senden nicht erst Mail abrufen.',
  'popBeforeSmtp.unlessToLocalAccount':
    'Setzt POP Before SMTP für jeden Empfänger aus, der ebenfalls ein hiesiges Konto ist.',
  'popBeforeSmtp.unlessTrustedIp': trustedIp,
  noAuthOnSmtpPort:
    'AUTH wird auf dem SMTP-Port nicht angeboten und wie jeder unbekannte Befehl beantwortet. Benutzer melden sich auf den Einlieferungsports an.',
  'noAuthOnSmtpPort.screenAuthProbes':
    'Wer sich auf dem SMTP-Port anzumelden versucht, wird sofort getrennt und gesperrt.',
  dmarcMustPass:
    'Weist Mail ab, deren From:-Domain mit DMARC darum bittet: Weder SPF noch DKIM spricht für sie.',
  accountLimits:
    'Ein Konto, das eine Grenze überschreitet, wird eingefroren: Es kann Mail lesen, aber nicht senden, bis Sie es wieder senden lassen.',
  gatewaysExemptFromMatch:
    'Ein Konto, das für eine Gateway-Domain senden darf, darf jede Adresse dieser Domain verwenden.',
  trustedIpsMayRelay: 'Lässt Gegenseiten auf der Liste Trusted IPs ohne Anmeldung an andere Server senden.',
};

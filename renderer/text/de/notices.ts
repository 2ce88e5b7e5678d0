import type { Catalogue } from '../catalogue.ts';

export const noticesText: Catalogue['noticesText'] = {
  title: 'Hinweise',
  lead: 'Was Sie ansehen müssen, steht oben hinter der Glocke und erreicht Sie auch außerhalb dieses Fensters: je Grund höchstens alle zehn Minuten auf dem Schreibtisch und jede Stunde per Mail.',
  desktop: 'Mitteilungen auf dem Schreibtisch',
  mail: 'Mail',
  mailTo: 'Mail geht an',
  postmaster: 'Den Postmaster der ersten Domain',
  on: 'An',
  off: 'Aus',
  edit: 'Die Hinweise ändern',
  change: 'Ändern…',
  desktopHelp:
    'Ein Angriff, ein gesperrtes Konto, das Zertifikat, die Platte, Ports, der Speicher. Nicht jedes gesperrte Netz.',
  mailHelp: 'Dasselbe per Mail.',
  mailToHelp: 'Leer: der Postmaster der ersten Domain.',
  done: 'Hinweise geändert',
  test: 'Einen Hinweis zur Probe senden',
  sent: (to) => `Eine Mail ging an ${to}.`,
  notSent: (because) => `Es ging keine Mail hinaus. ${because}`,
  mailOff: 'Mail ist aus.',
  shown: 'Der Schreibtisch zeigt ihn.',
  desktopOff: 'Mitteilungen auf dem Schreibtisch sind aus.',
  absent: 'Keine Desktop-App kann ihn zeigen: Gatepost läuft als Dienst.',
};

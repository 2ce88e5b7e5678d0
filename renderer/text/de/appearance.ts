import type { Catalogue } from '../catalogue.ts';

export const appearanceText: Catalogue['appearanceText'] = {
  title: 'Aussehen',
  lead: 'Wie dieses Fenster aussieht, gemerkt in diesem Browser oder Profil. Den Server betrifft es nicht.',
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  contrast: 'Kontrast',
  contrasts: { system: 'Wie das System', normal: 'Normal', more: 'Hoch' },
  language: 'Sprache',
  languageSystem: 'Wie das System',
  languageHelp:
    'Das Fenster öffnet sich neu. Was der Server schreibt, bleibt englisch: das Protokoll, seine Gründe und seine Warnungen.',
};

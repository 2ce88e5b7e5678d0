import { words } from '../words.ts';

export const appearanceText = words('appearanceText', {
  title: 'Appearance',
  lead: 'How this window looks, kept in this browser or desktop profile. The server is not concerned.',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  contrast: 'Contrast',
  contrasts: { system: 'As the system', normal: 'Normal', more: 'High' },
  language: 'Language',
  languageSystem: 'As the system',
  languageHelp:
    'The window opens anew. What the server writes stays English: the log, its reasons and its warnings.',
});

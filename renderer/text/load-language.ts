import { isLanguage, speak, type Language } from './language.ts';
import type { Catalogue } from './catalogue.ts';

/** English is part of the window; another language is loaded where it is chosen. */
const CATALOGUES: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogue>>> = {
  de: async () => (await import('./de.ts')).german,
};

/**
 * Makes the window speak: the chosen language, or else the first of the reader's own that it knows. The modules
 * that hold words take them when they are loaded, so this comes before all of them.
 */
export async function loadLanguage(chosen: string | null, preferred: readonly string[]): Promise<Language> {
  const language = isLanguage(chosen) ? chosen : (preferred.map(baseOf).find(isLanguage) ?? 'en');
  const locale = preferred.find((tag) => baseOf(tag) === language) ?? language;
  speak({ language, locale, catalogue: null }); // the catalogue's own formats ask for the locale
  if (language !== 'en') speak({ language, locale, catalogue: await CATALOGUES[language]() });
  return language;
}

/** `de` of `de-AT` */
function baseOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}

import type { Catalogue } from './catalogue.ts';

/** The languages that the window speaks, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** What the window is written in. Set once, before any module with words is loaded, and never changed after that. */
interface Speech {
  readonly language: Language;
  /** For numbers and dates: the language as the reader's own region writes it, `en-GB`. */
  readonly locale: string;
  /** Null: English, whose words lie in the modules themselves. */
  readonly catalogue: Catalogue | null;
}

let speech: Speech = { language: 'en', locale: 'en', catalogue: null };

export function speak(next: Speech): void {
  speech = next;
}

export function spokenLanguage(): Language {
  return speech.language;
}

export function locale(): string {
  return speech.locale;
}

/** The words of a module in the language that is spoken, or null where those are the module's own. */
export function translated<K extends keyof Catalogue>(name: K): Catalogue[K] | null {
  return speech.catalogue?.[name] ?? null;
}

export function isLanguage(name: string | null | undefined): name is Language {
  return typeof name === 'string' && Object.hasOwn(LANGUAGES, name);
}

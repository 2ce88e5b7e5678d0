import { isLanguage, type Language } from '../text/language.ts';
import { keep, readKept } from './kept.ts';

/** The language that was chosen; null: the first of the reader's own that the window speaks. */
export function chosenLanguage(): Language | null {
  const kept = readKept('language');
  return isLanguage(kept) ? kept : null;
}

/** Keeps the choice and opens the window anew, at the same place: words are taken once, when it opens. */
export function chooseLanguage(language: Language | null): void {
  keep('language', language);
  location.reload();
}

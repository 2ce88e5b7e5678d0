import { wantedWords, wordsIn } from '../../contract/log-text.ts';

/** The words of a search as FTS5 asks for them, all of them to occur; null where the text holds no word. */
export function matchExpression(text: string): string | null {
  const words = wantedWords(text);
  if (words.length === 0) return null;
  return words.map(({ parts, isBeginning }) => `"${parts}"${isBeginning ? '*' : ''}`).join(' AND ');
}

/** Exactly this, wherever it occurs. Null where it holds no word. */
export function phraseExpression(text: string): string | null {
  const words = wordsIn(text);
  return words === '' ? null : `"${words}"`;
}

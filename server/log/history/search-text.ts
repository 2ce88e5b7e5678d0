/** Marks within a word that the index keeps: they join the parts of addresses, host names and IPv4 addresses. */
const AT_THE_EDGE = /(?<![\p{L}\p{N}])[@._-]+|[@._-]+(?![\p{L}\p{N}])/gu;
/** Shorter words are always found whole: as beginnings they would stand for half of all words. */
const SHORTEST_BEGINNING = 3;

/**
 * Text as the full-text index takes it: without marks at the edge of words, which would make `in.` another word than
 * `in`; and with the domain of every address once more, so that it is found by itself.
 */
export function indexedText(texts: readonly string[]): string {
  const text = texts.join('\n').replace(AT_THE_EDGE, ' ');
  const domains = new Set<string>();
  for (const [, domain] of text.matchAll(/@([\p{L}\p{N}._-]+)/gu))
    if (domain !== undefined) domains.add(domain);
  return [text, ...domains].join('\n');
}

/**
 * The words of a search as FTS5 asks for them, all of them to occur; null where the text holds no word. A word that
 * occurs as it is means itself, any other one the words that begin so: FTS5 has to gather all of them before it can give
 * the first, which for `mail` takes longer than anybody waits.
 */
export function matchExpression(text: string, occurs: (phrase: string) => boolean): string | null {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(AT_THE_EDGE, ' ').trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return words
    .map((word) => {
      const phrase = quoted(word);
      return word.length < SHORTEST_BEGINNING || occurs(phrase) ? phrase : `${phrase}*`;
    })
    .join(' AND ');
}

/** Exactly this, wherever it occurs. Null where it holds no word. */
export function phraseExpression(text: string): string | null {
  const words = text.replace(AT_THE_EDGE, ' ').trim();
  return /[\p{L}\p{N}]/u.test(words) ? quoted(words) : null;
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

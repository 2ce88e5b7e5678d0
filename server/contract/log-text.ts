/**
 * The free words of a search, as the memory of the server, the stored days and the window's own rows understand them:
 * each is found where a word begins with it, all of them in any order, whatever their case and accents.
 */

/** What is no part of a word. Within one, marks join the parts of addresses, host names and IPv4 addresses. */
const BETWEEN_WORDS = /[^\p{L}\p{N}@._-]+/gu;
const AT_THE_EDGE = /(?<![\p{L}\p{N}])[@._-]+|[@._-]+(?![\p{L}\p{N}])/gu;
const DOMAIN = /@([\p{L}\p{N}._-]+)/gu;
// eslint-disable-next-line no-control-regex -- ASCII as a whole, of which controls are a part
const ONLY_ASCII = /^[\x00-\x7f]*$/;
/** Shorter words of ASCII are found whole: as beginnings they would stand for half of all words. */
const SHORTEST_BEGINNING = 3;

/** One word of a search; several parts, where it has something between words in it, that follow one another. */
export interface WantedWord {
  /** `sign`, `2001 db8 1` */
  readonly parts: string;
  /** Whether the last part is found by its beginning, or whole. */
  readonly isBeginning: boolean;
}

/** Folded words with one space between them, and the domain of every address once more, so that it is found by itself. */
export function searchableText(texts: readonly string[]): string {
  const words = wordsIn(texts.join('\n'));
  const domains = new Set<string>();
  for (const [, domain] of words.matchAll(DOMAIN)) if (domain !== undefined) domains.add(domain);
  return [words, ...domains].join(' ');
}

/** The words of a search; none where the text holds no word, and then it finds nothing. */
export function wantedWords(text: string): readonly WantedWord[] {
  return text
    .split(/\s+/)
    .map(wordsIn)
    .filter((parts) => parts !== '')
    .map((parts) => ({ parts, isBeginning: parts.length >= SHORTEST_BEGINNING || !ONLY_ASCII.test(parts) }));
}

/** Whether a searchable text holds all that is wanted. */
export function holdsAll(searchable: string, wanted: readonly WantedWord[]): boolean {
  const text = ` ${searchable} `;
  return wanted.every(({ parts, isBeginning }) => text.includes(isBeginning ? ` ${parts}` : ` ${parts} `));
}

/** The same of texts that are read once. */
export function textsHoldAll(texts: readonly string[], wanted: readonly WantedWord[]): boolean {
  const text = texts.join('\n');
  // Most are told apart here: to make a text searchable costs many times as much.
  if (ONLY_ASCII.test(text)) {
    const lowerCase = text.toLowerCase();
    if (wanted.some(({ parts }) => !parts.includes(' ') && !lowerCase.includes(parts))) return false;
  }
  return holdsAll(searchableText(texts), wanted);
}

/** The words of a text, folded. */
export function wordsIn(text: string): string {
  return folded(text).replace(BETWEEN_WORDS, ' ').replace(AT_THE_EDGE, ' ').replace(/ +/g, ' ').trim();
}

/** Without case and accents (Unicode §5.18 and §3.11); a sigma at the end of a word is a sigma. */
function folded(text: string): string {
  if (ONLY_ASCII.test(text)) return text.toLowerCase();
  const letters = text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return letters
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ς', 'σ')
    .normalize('NFC');
}

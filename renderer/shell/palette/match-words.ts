/** How well a part of a name answers to a word; nothing below counts as a match. */
const SCORES = {
  whole: 1,
  beginning: 0.9,
  initials: 0.75,
  within: 0.6,
  mistyped: 0.5,
  letters: 0.3,
} as const;
/** A keyword that is not shown counts less than a word of the name. */
const KEYWORD_SHARE = 0.8;
/** Shorter words have too many neighbours for a mistyped one to mean anything. */
const SHORTEST_MISTYPED = 4;
const SHORTEST_LETTERS = 3;

/**
 * How well a name answers to what was typed, from 0 (not at all) to 1: every word typed must be found, as a word of
 * the name, its beginning, the initials of its words, a part of it, with one letter wrong, or letter by letter.
 */
export function matchWords(typed: string, name: string, keywords = ''): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const [ofName, ofKeywords] = [wordsOf(name), wordsOf(keywords)];
  let sum = 0;
  for (const word of wanted) {
    const score = Math.max(scoreOf(word, ofName), KEYWORD_SHARE * scoreOf(word, ofKeywords));
    if (score === 0) return 0;
    sum += score;
  }
  const startsAlike = ofName[0]?.startsWith(wanted[0] ?? '') === true;
  // Of names that answer alike, the one that begins like it and has less beside it.
  return (sum / wanted.length) * 0.9 + (startsAlike ? 0.06 : 0) + 0.04 / (1 + ofName.length);
}

/** Lower case, without accents: what is typed fast matches what is written well. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}@.*:_-]+/u).filter(Boolean);
}

function scoreOf(word: string, names: readonly string[]): number {
  if (names.includes(word)) return SCORES.whole;
  if (names.some((name) => name.startsWith(word))) return SCORES.beginning;
  if (word.length > 1 && initialsOf(names).includes(word)) return SCORES.initials;
  if (names.some((name) => name.includes(word))) return SCORES.within;
  if (word.length >= SHORTEST_MISTYPED && names.some((name) => isMistyped(word, name)))
    return SCORES.mistyped;
  if (word.length >= SHORTEST_LETTERS && names.some((name) => hasLetters(word, name))) return SCORES.letters;
  return 0;
}

function initialsOf(names: readonly string[]): string {
  return names.map((name) => name.charAt(0)).join('');
}

/** Whether the word is the beginning of the name but for one letter: another, one more, one less, two changed over. */
function isMistyped(word: string, name: string): boolean {
  return [-1, 0, 1].some((more) => isOneEdit(word, name.slice(0, word.length + more)));
}

function isOneEdit(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  const [rest, otherRest] = [one.slice(start), other.slice(start)];
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest === `${otherRest.charAt(1)}${otherRest.charAt(0)}${otherRest.slice(2)}`
  );
}

/** Whether the name has the letters of the word in their order, from its first one on. */
function hasLetters(word: string, name: string): boolean {
  if (!name.startsWith(word.charAt(0))) return false;
  let found = 0;
  for (const letter of name) if (letter === word[found]) found++;
  return found === word.length;
}

import type { LogTerm, LogTermField } from '../../server/contract/log-history.ts';

/** The names before a colon, as the filter field knows them. */
const FIELDS: ReadonlySet<string> = new Set<LogTermField>([
  'id',
  'ip',
  'from',
  'to',
  'user',
  'reason',
  'port',
]);
/** Runs without a space; within double quotes spaces are part of it. */
const WORD = /(?:"[^"]*"?|[^\s"])+/g;

/**
 * The words of the filter field. `ip:203.0.113.7` looks in one field, `-` before a word excludes, and double quotes
 * keep spaces: `-reason:"Relaying denied"`. A lone hyphen or an empty field is still being typed.
 */
export function parseWords(text: string): readonly LogTerm[] {
  return [...text.matchAll(WORD)].flatMap(([word]) => {
    const isExcluded = word.startsWith('-');
    const [field, value] = splitField(isExcluded ? word.slice(1) : word);
    const bare = value.replaceAll('"', '');
    return bare === '' ? [] : [{ field, value: bare, isExcluded }];
  });
}

/** As it is written in the filter field. */
export function writeWord({ field, value, isExcluded }: LogTerm): string {
  const quoted = /\s/.test(value) || value.includes(':') ? `"${value}"` : value;
  return `${isExcluded ? '-' : ''}${field === 'any' ? '' : `${field}:`}${field === 'ip' ? value : quoted}`;
}

/** The text with the word at its end; one that says the same or the contrary makes room for it. */
export function withWord(text: string, added: LogTerm): string {
  const kept = parseWords(text).filter(
    ({ field, value }) => field !== added.field || value.toLowerCase() !== added.value.toLowerCase(),
  );
  // Only this sender: another one that was asked for before would leave nothing to show.
  const others = added.isExcluded
    ? kept
    : kept.filter(({ field, isExcluded }) => field !== added.field || isExcluded);
  return [...others, added].map(writeWord).join(' ');
}

/** The text without its word at the given place. */
export function withoutWord(text: string, index: number): string {
  return parseWords(text).toSpliced(index, 1).map(writeWord).join(' ');
}

function splitField(word: string): readonly [LogTermField, string] {
  const colon = word.indexOf(':');
  const name = word.slice(0, colon).toLowerCase();
  return isField(name) ? [name, word.slice(colon + 1)] : ['any', word];
}

function isField(name: string): name is LogTermField {
  return FIELDS.has(name);
}

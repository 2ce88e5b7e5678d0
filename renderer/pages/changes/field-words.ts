import { describeOption, OPTION_KEYS, OPTIONS, type OptionPath } from '../../../server/contract/options.ts';
import { formatEnd } from '../../parts/time.tsx';
import { changesText } from '../../text/en/changes.ts';

/**
 * `options.localIpMustAuth.mode` in the option's own words; of an entry's field the field, for the summary above names
 * the entry already.
 */
export function fieldWords(path: string): string {
  const [first, name = '', exception] = path.split('.');
  const key = first === 'options' ? OPTION_KEYS.find((candidate) => candidate === name) : undefined;
  if (key !== undefined) {
    const option = OPTIONS[key];
    const isException = exception !== undefined && 'exceptions' in option && exception in option.exceptions;
    // The path is made of a key of the table and a name of its exceptions.
    const label = describeOption((isException ? `${key}.${exception}` : key) as OptionPath).label;
    return isException || exception === undefined || exception === 'mode' ? label : `${label}: ${exception}`;
  }
  const field = /^[a-zA-Z.]+\[[^\]]*\]\.(?<rest>.+)$/.exec(path)?.groups?.['rest'] ?? path;
  return wordIn(changesText.fields, field) ?? field;
}

/** What a history is about: an option in its own words, an entry by its name. */
export function subjectWords(subject: string): string {
  const key = OPTION_KEYS.find((candidate) => candidate === subject);
  return key === undefined ? subject : `“${OPTIONS[key].label}”`;
}

const TIMES = new Set(['expiresAt', 'until', 'since']);

/** What a field was or is: a time as a time, a switch as on or off. */
export function valueWords(path: string, value: string | null): string {
  if (value === null) return changesText.nothing;
  const field = path.slice(path.lastIndexOf('.') + 1);
  if (TIMES.has(field) && /^\d+$/.test(value)) return formatEnd(Number(value));
  return wordIn(changesText.values, value) ?? value;
}

function wordIn(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const WORDS = fileURLToPath(new URL('../../renderer/text/words.ts', import.meta.url));

/**
 * For the build of a window whose words are accented and 40 % longer: what is cut off in it will be cut off in some
 * language, and what is not accented in it is not in the catalogue.
 */
export function pseudoLanguage(): Plugin {
  return {
    name: 'pseudo-language',
    load: (id) => (path.normalize(id.split('?', 1)[0] ?? '') === WORDS ? PSEUDO_WORDS : null),
  };
}

/** In place of renderer/text/words.ts. */
const PSEUDO_WORDS = `
const ACCENTS = { a: 'à', e: 'é', i: 'ï', o: 'ö', u: 'ü', A: 'Å', E: 'É', O: 'Ø', c: 'ç', n: 'ñ' };

export function words(name, english) {
  return pseudo(english);
}

function pseudo(value) {
  if (typeof value === 'string') return longer(value);
  if (typeof value === 'function') return (...given) => longer(value(...given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pseudo(part)]));
}

function longer(text) {
  if (text.trim() === '') return text;
  const accented = text.replace(/[aeiouAEOcn]/g, (letter) => ACCENTS[letter]);
  return accented + '~'.repeat(Math.ceil(text.length * 0.4)).replace(/(.{6})(?=.)/g, '$1 ');
}
`;

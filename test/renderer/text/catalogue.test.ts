import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Catalogue } from '../../../renderer/text/catalogue.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../renderer/text');
const MODULES = readdirSync(path.join(FOLDER, 'en'));

/** The modules anew, as a window that has just been opened loads them. */
async function openIn(chosen: string | null, preferred: readonly string[] = []) {
  vi.resetModules();
  const { loadLanguage } = await import('../../../renderer/text/load-language.ts');
  const language = await loadLanguage(chosen, preferred);
  const { locale } = await import('../../../renderer/text/language.ts');
  return { language, locale: locale() };
}

/** What the modules with words export, by its name. */
async function spoken(): Promise<Record<string, unknown>> {
  const loaded = await Promise.all(
    // A path in a variable: each file of the folder, whichever there are.
    MODULES.map(async (file) => (await import(path.join(FOLDER, 'en', file))) as object),
  );
  return Object.assign({}, ...loaded) as Record<string, unknown>;
}

afterEach(() => {
  vi.resetModules();
});

describe('the language of a window', () => {
  test.each([
    ['is the chosen one', 'de', ['en-GB', 'de-AT'], { language: 'de', locale: 'de-AT' }],
    [
      'is else the first of the reader’s that it knows',
      null,
      ['fr', 'de-CH', 'en'],
      { language: 'de', locale: 'de-CH' },
    ],
    ['is English where it knows none of them', null, ['fr'], { language: 'en', locale: 'en' }],
    ['is not what was kept by mistake', 'toString', ['en-GB'], { language: 'en', locale: 'en-GB' }],
    [
      'writes numbers as it does itself where the reader has no region for it',
      'de',
      ['en-US'],
      { language: 'de', locale: 'de' },
    ],
  ] as const)('%s', async (_, chosen, preferred, expected) => {
    expect(await openIn(chosen, preferred)).toEqual(expected);
  });
});

describe('the catalogue', () => {
  test('has every module that holds words, under the name of what it exports', async () => {
    await openIn('de');
    const { german } = await import('../../../renderer/text/de.ts');
    const all = await spoken();
    expect(MODULES.length).toBeGreaterThan(12);
    for (const file of MODULES) {
      const [name, ...more] = Object.keys((await import(path.join(FOLDER, 'en', file))) as object);
      expect(more, `${file} exports nothing beside its words`).toEqual([]);
      expect(all[name ?? ''], `${file} takes its words through words()`).toBe(
        german[name as keyof Catalogue],
      );
    }
  });

  test('says in German nothing but what is a name in English words', async () => {
    await openIn('en');
    const english = sentences(await spoken());
    await openIn('de');
    const german = sentences(await spoken());
    const kept = [...german].filter(
      ([place, words]) => english.get(place) === words && words.split(' ').length > 3,
    );
    expect(kept.map(([, words]) => words)).toEqual(SEED_WORDS);
  });
});

/** Labels of the seed page and of its neighbours, which stay as they are. */
const SEED_WORDS = [
  'Authentication is required when sending mail as a user of this gateway',
  'Authentication is required when sending mail as a user of this gateway',
];

/** The words that stand by themselves, by where they stand: `shell.pages.log`. */
function sentences(of: object, place = ''): Map<string, string> {
  return new Map(
    Object.entries(of).flatMap(([key, value]: [string, unknown]): (readonly [string, string])[] => {
      if (typeof value === 'string') return [[`${place}.${key}`, value]];
      if (typeof value === 'object' && value !== null) return [...sentences(value, `${place}.${key}`)];
      return [];
    }),
  );
}

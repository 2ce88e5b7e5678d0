import { describeOption, OPTION_KEYS, type OptionPath } from '../../server/contract/options.ts';
import { PAGES } from '../routes.ts';
import { logAddress } from '../state/log-address.ts';
import { optionAddress } from '../state/option-address.ts';
import { optionOf } from '../state/option-values.ts';
import { text } from '../text/en.ts';

export interface SearchItem {
  /** Where it leads, as an address of the window. */
  readonly address: string;
  readonly name: string;
  /** What it belongs to, in small letters beside the name. */
  readonly context: string;
}

/** How many names are offered at once. */
const MOST = 12;
const ITEMS = searchItems();

/** The pages and options whose names have every word; then the words themselves, to be looked for in the live log. */
export function findItems(wanted: string): readonly SearchItem[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return ITEMS.slice(0, MOST);
  const named = ITEMS.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const sought = wanted.trim();
  const inLog = { address: logAddress({ text: sought }), name: sought, context: text.shell.pages.log };
  return [...named.slice(0, MOST), inLog];
}

/** Every page, and every option by its label. */
function searchItems(): readonly SearchItem[] {
  const pages = PAGES.map((page) => ({
    address: page.path,
    name: text.shell.pages[page.key],
    context: text.shell.searchPage,
  }));
  const options = OPTION_KEYS.flatMap((key): readonly OptionPath[] => {
    const option = optionOf(key);
    if (option.kind === 'switch') return [key];
    // The table's own keys, which Object.keys widens to string.
    return [key, ...Object.keys(option.exceptions).map((name) => `${key}.${name}` as OptionPath)];
  }).map((path) => {
    const { label, page } = describeOption(path);
    const home = PAGES.find((candidate) => candidate.path === page);
    return { address: optionAddress(path), name: label, context: home ? text.shell.pages[home.key] : '' };
  });
  return [...pages, ...options];
}

import { describeOption, OPTION_KEYS, type OptionPath } from '../../server/contract/options.ts';
import { PAGES } from '../routes.ts';
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

/** What the search box knows: every page, and every option by its label. */
export function searchItems(): readonly SearchItem[] {
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

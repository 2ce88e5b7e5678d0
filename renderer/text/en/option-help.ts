import { describeOption, OPTION_PATHS, type OptionPath } from '../../../server/contract/options.ts';
import { words } from '../words.ts';

/** What each option does, in the words of OPTIONS. Its label is the seed's, and stays as it is in every language. */
export const optionHelp = words('optionHelp', helps());

function helps(): Readonly<Record<OptionPath, string>> {
  const entries = OPTION_PATHS.map((path) => [path, describeOption(path).help] as const);
  return Object.fromEntries(entries) as Record<OptionPath, string>; // an entry for each path
}

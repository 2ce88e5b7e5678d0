import { describeOption, type OptionPath } from '../../server/contract/options.ts';
import { ServerWords } from './server-words.tsx';

/** An option by its label, which stays English. */
export function OptionName({ path }: { readonly path: OptionPath }) {
  return <ServerWords>{describeOption(path).label}</ServerWords>;
}

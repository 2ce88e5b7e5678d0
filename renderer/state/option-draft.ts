import type { OptionPath } from '../../server/contract/options.ts';
import type { PolicyDraft } from '../../server/contract/what-if.ts';
import { changeTo, type OptionValue } from './option-values.ts';

/** The draft in which nothing but this option has another value. */
export function optionDraft(path: OptionPath, value: OptionValue): PolicyDraft {
  const { key, change } = changeTo(path, value);
  // The option's own fields, from the table that the schema is built from.
  return { options: { [key]: change } };
}

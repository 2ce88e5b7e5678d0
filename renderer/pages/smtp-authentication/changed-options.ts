import type { OptionPath } from '../../../server/contract/options.ts';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import { defaultAt, valueAt } from '../../state/option-values.ts';
import { PAGE_OPTIONS } from './page-options.ts';

/** The options of this page that differ from their default, in the page's order. */
export function changedOptions(settings: OptionSettings): readonly OptionPath[] {
  return PAGE_OPTIONS.filter((path) => valueAt(settings, path) !== defaultAt(path));
}

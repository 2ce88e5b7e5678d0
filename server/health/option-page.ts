import { describeOption, type OptionPath } from '../contract/options.ts';

/** Where the window points an option out. */
export function optionPage(option: OptionPath): string {
  const tab = option === 'gatewaysExemptFromMatch' ? 'tab=global&' : '';
  return `${describeOption(option).page}?${tab}option=${option}`;
}

import { describeOption, type OptionPath } from '../../server/contract/options.ts';

/** The page of an option as an address of the window; the option itself is pointed out there. */
export function optionAddress(path: OptionPath): string {
  const query = new URLSearchParams();
  if (path === 'gatewaysExemptFromMatch') query.set('tab', 'global');
  query.set('option', path);
  return `${describeOption(path).page}?${query.toString()}`;
}

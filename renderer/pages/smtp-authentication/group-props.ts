import type { OptionSettings } from '../../../server/contract/settings.ts';

/** What each group of the page is given. */
export interface GroupProps {
  readonly settings: OptionSettings;
  /** Whether an option, or the row that holds it, is shown. */
  readonly shows: (rowKey: string) => boolean;
}

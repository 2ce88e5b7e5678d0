import { describeOption } from '../../../server/contract/options.ts';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import { defaultAt, placeOf, valueAt } from '../../state/option-values.ts';
import { text } from '../../text/en.ts';
import { PAGE_OPTIONS } from './page-options.ts';

/** The page as plain text, one option on each line, for a mail to a colleague or a ticket. */
export function optionsAsText(settings: OptionSettings): string {
  const lines = PAGE_OPTIONS.map((path) => {
    const value = valueAt(settings, path);
    const standard = defaultAt(path);
    const label = describeOption(path).label;
    const indent = placeOf(path).exception !== null && label.startsWith('...') ? '    ' : '';
    const remark = value === standard ? '' : `  (${text.options.defaultIs(standard)})`;
    return `${indent}[${text.options.state(value)}] ${label}${remark}`;
  });
  return [text.options.title, '', ...lines, ''].join('\n');
}

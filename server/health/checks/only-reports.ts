import { OPTION_KEYS, OPTIONS, type OptionKey, type RuleOptionKey } from '../../contract/options.ts';
import type { Check } from '../health-facts.ts';
import { optionPage } from '../option-page.ts';
import { count, names } from '../words.ts';

/** A rule that is being tried refuses nothing: that is not to be forgotten. */
export const checkOnlyReports: Check = (_, { settings }) => {
  const trying = OPTION_KEYS.filter(isEnforcedByDefault).filter(
    (key) => settings.options[key].mode === 'report',
  );
  const [first] = trying;
  if (first === undefined) return [];
  return [
    {
      code: 'only-reports',
      severity: 'attention',
      text: `${count(trying.length, 'rule only reports and refuses', 'rules only report and refuse')} nothing.`,
      detail: names(
        trying.map((key) => `“${OPTIONS[key].label}”`),
        3,
      ),
      action: { words: trying.length === 1 ? 'Open the option' : 'Open the first', page: optionPage(first) },
    },
  ];
};

function isEnforcedByDefault(key: OptionKey): key is RuleOptionKey {
  return OPTIONS[key].default === 'enforce';
}

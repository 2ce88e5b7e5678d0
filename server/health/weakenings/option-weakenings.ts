import type { Weakening } from '../../contract/health.ts';
import {
  OPTION_KEYS,
  OPTIONS,
  type Mode,
  type OptionKey,
  type OptionPath,
  type RuleOption,
  type SwitchOption,
} from '../../contract/options.ts';
import { DEFAULT_OPTIONS, type OptionSettings } from '../../contract/settings.ts';
import { optionPage } from '../option-page.ts';

/**
 * Options and exceptions that let in more than a new installation would. Read from OPTIONS, so that no option can be
 * forgotten: the side that `danger` names counts where it is not the default.
 */

/**
 * "Do not allow authentication on the SMTP port" is dangerous for another reason: on, it may lock out the users. It
 * lets in nobody.
 */
const LOCKS_OUT: ReadonlySet<OptionKey> = new Set(['noAuthOnSmtpPort']);
const STRENGTH: Readonly<Record<Mode, number>> = { off: 0, report: 1, enforce: 2 };
const MODE_WORDS = { off: 'is off', report: 'only reports' } as const;

export function optionWeakenings(options: OptionSettings): readonly Weakening[] {
  return OPTION_KEYS.filter((key) => !LOCKS_OUT.has(key)).flatMap((key) => {
    const option: RuleOption | SwitchOption = OPTIONS[key];
    return option.kind === 'switch'
      ? ofSwitch(key, option, options[key] === true)
      : ofRule(key, option, options[key] as RuleValue); // the schema gives every rule these fields
  });
}

interface RuleValue {
  readonly mode: Mode;
  readonly [field: string]: unknown;
}

function ofSwitch(key: OptionKey, option: SwitchOption, isOn: boolean): readonly Weakening[] {
  const isDangerous = isOn === (option.danger === 'on');
  return isDangerous && isOn !== option.default
    ? [weakening(key, `“${option.label}” is ${isOn ? 'on' : 'off'}.`)]
    : [];
}

function ofRule(key: OptionKey, option: RuleOption, value: RuleValue): readonly Weakening[] {
  const { mode } = value;
  const weaker =
    mode !== 'enforce' && STRENGTH[mode] < STRENGTH[option.default]
      ? [weakening(key, `“${option.label}” ${MODE_WORDS[mode]}.`)]
      : [];
  // While a rule is off, what it makes an exception of is let in anyway.
  return mode === 'off' ? weaker : [...weaker, ...ofExceptions(key, option, value), ...ofValues(key, value)];
}

function ofExceptions(key: OptionKey, option: RuleOption, value: RuleValue): readonly Weakening[] {
  return Object.entries(option.exceptions)
    .filter(([name, exception]) => {
      const letsIn = exception.tightens === true ? value[name] === false : value[name] === true;
      return letsIn && value[name] !== exception.default;
    })
    .map(([name, exception]) =>
      // The table's own key, which Object.entries widens to string.
      weakening(`${key}.${name}` as OptionPath, `“${exception.label}” is on.`),
    );
}

/** What a rule holds besides: limits that are lifted, forwarders that are believed. Times and minutes let in nobody. */
function ofValues(key: OptionKey, value: RuleValue): readonly Weakening[] {
  const before = DEFAULT_OPTIONS[key] as RuleValue; // the same rule, as a new installation has it
  return Object.entries(value).flatMap(([field, now]) => {
    const first = before[field];
    if (now === null && first !== null)
      return [weakening(key, `“${OPTIONS[key].label}” has no limit for ${wordsOf(field)}.`)];
    if (Array.isArray(now) && Array.isArray(first) && now.length > first.length)
      return [
        {
          ...weakening(key, `“${OPTIONS[key].label}” believes ${now.join(', ')}.`),
          count: now.length,
        },
      ];
    return [];
  });
}

/** `messagesPerHour`: `messages per hour`. */
function wordsOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function weakening(option: OptionPath, text: string): Weakening {
  return { option, text, page: optionPage(option), count: 1 };
}

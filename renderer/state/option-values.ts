import {
  OPTIONS,
  type Mode,
  type OptionKey,
  type OptionPath,
  type RuleOption,
  type SwitchOption,
} from '../../server/contract/options.ts';
import type { OptionChange } from '../../server/contract/settings-calls.ts';
import type { OptionSettings } from '../../server/contract/settings.ts';

/** A rule's mode, or whether a switch or an exception is on. */
export type OptionValue = Mode | boolean;

/** An option's place in the table: the option itself, or one of its exceptions. */
export interface OptionPlace {
  readonly key: OptionKey;
  readonly exception: string | null;
}

export function placeOf(path: OptionPath): OptionPlace {
  const [key, exception = null] = path.split('.') as [OptionKey, string?]; // an OptionPath has one dot at most
  return { key, exception };
}

export function optionOf(key: OptionKey): RuleOption | SwitchOption {
  return OPTIONS[key];
}

/** The value in force. */
export function valueAt(settings: OptionSettings, path: OptionPath): OptionValue {
  const { key, exception } = placeOf(path);
  const stored: boolean | Readonly<Record<string, unknown>> = settings[key];
  if (typeof stored === 'boolean') return stored;
  return stored[exception ?? 'mode'] as OptionValue; // the settings schema is built from the same table
}

/** The default of the table. */
export function defaultAt(path: OptionPath): OptionValue {
  const { key, exception } = placeOf(path);
  const option = optionOf(key);
  if (option.kind === 'switch' || exception === null) return option.default;
  return option.exceptions[exception]?.default ?? false;
}

/** The change that gives the option this value. */
export function changeTo(path: OptionPath, value: OptionValue): { key: OptionKey; change: OptionChange } {
  const { key, exception } = placeOf(path);
  if (optionOf(key).kind === 'switch') return { key, change: value === true };
  return { key, change: { [exception ?? 'mode']: value } };
}

/** The settings as they will be once the change is made. */
export function withValue(settings: OptionSettings, path: OptionPath, value: OptionValue): OptionSettings {
  const { key, change } = changeTo(path, value);
  const stored: boolean | object = settings[key];
  const next: unknown = typeof stored === 'boolean' ? value : { ...stored, ...(change as object) };
  return { ...settings, [key]: next };
}

/** Whether going from one value to the other lets in what the option keeps out. */
export function isDangerous(path: OptionPath, next: OptionValue): boolean {
  const { key, exception } = placeOf(path);
  if (exception !== null) return false;
  const isOn = next !== 'off' && next !== false;
  return optionOf(key).danger === (isOn ? 'on' : 'off');
}

import type { Handlers } from '../contract/api.ts';
import type { OptionChange } from '../contract/settings-calls.ts';
import type { OptionKey } from '../contract/options.ts';
import { ApiError, type Problem } from '../contract/problem.ts';
import { problemsOf } from '../contract/problems-of.ts';
import { optionsChangeSchema, type SetupDocument } from '../contract/setup-document.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { InTurn } from './in-turn.ts';
import { mergeOptions } from './settings-after.ts';

type OptionsChange = NonNullable<SetupDocument['options']>;

/** The options of the *SMTP Authentication* page. "Changing the setting here will change it there as well": one key. */
export function optionHandlers(
  { settings, log, putInForce }: ConsolePorts,
  inTurn: InTurn,
): Pick<Handlers, 'options.get' | 'options.set' | 'options.activity'> {
  return {
    'options.get': () => settings.current.options,
    'options.activity': (days) => log.activity(days),
    'options.set': (key, change) => {
      const parsed = parseChange(key, change);
      return inTurn(() => {
        settings.update((current) => ({ ...current, options: mergeOptions(current.options, parsed) }));
        return putInForce(['options']);
      });
    },
  };
}

/** A rule takes some of its fields, a switch a boolean. Throws ApiError with the path in the second argument. */
function parseChange(key: OptionKey, change: OptionChange): OptionsChange {
  const parsed = optionsChangeSchema.partial().safeParse({ [key]: change });
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error).map(({ path, reason }): Problem => {
    return { path: `[1]${path.slice(key.length)}`, reason };
  });
  throw new ApiError('bad-arguments', `${key} cannot be set to that.`, problems);
}

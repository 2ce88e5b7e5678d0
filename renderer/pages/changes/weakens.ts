import type { ChangeRecord } from '../../../server/contract/audit.ts';
import {
  OPTION_KEYS,
  OPTIONS,
  type OptionKey,
  type RuleOption,
  type SwitchOption,
} from '../../../server/contract/options.ts';

/** Whether going back takes a protection away: a rule would be off again, an exemption or a trust be there again. */
export function undoWeakens({ kind, fields }: ChangeRecord): boolean {
  switch (kind) {
    case 'option':
      return fields.some(({ path, before }) => isWeaker(path, before));
    case 'whiteList':
    case 'trustedIps':
    case 'allowList':
    case 'setup':
      return fields.some(({ before }) => before !== null);
    case 'screen':
    case 'localIps':
      return fields.some(({ after }) => after !== null);
    case 'account':
      return fields.some(({ path, before }) => /\.sendAs(?:\[|$)/.test(path) && before !== null);
    case 'gateway':
      return fields.some(({ path, before }) => path.endsWith('.sendersMustAuth') && before !== 'true');
    default:
      return false;
  }
}

function isWeaker(path: string, value: string | null): boolean {
  const [, name = '', field] = path.split('.');
  const key = OPTION_KEYS.find((candidate): candidate is OptionKey => candidate === name);
  if (key === undefined || value === null) return false;
  const isOn = value !== 'off' && value !== 'false';
  const option: RuleOption | SwitchOption = OPTIONS[key];
  if (field === undefined || field === 'mode')
    return value === 'report' || option.danger === (isOn ? 'on' : 'off');
  const exception = option.kind === 'rule' ? option.exceptions[field] : undefined;
  return exception !== undefined && isOn !== (exception.tightens === true);
}

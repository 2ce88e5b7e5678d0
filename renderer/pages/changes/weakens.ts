import type { ChangeRecord } from '../../../server/contract/audit.ts';
import { OPTION_KEYS, OPTIONS, type OptionKey } from '../../../server/contract/options.ts';

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
      return fields.some(({ after }) => after !== null);
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
  if (field !== undefined && field !== 'mode') return field.startsWith('unless') && isOn;
  return value === 'report' || OPTIONS[key].danger === (isOn ? 'on' : 'off');
}

import { OPTION_KEYS, OPTIONS, describeOption, type OptionPath } from '../../../server/contract/options.ts';
import type { LogFilter } from '../../state/log-filter.ts';
import { logText } from '../../text/en/log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

interface Props {
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

const RULE_OPTIONS = OPTION_KEYS.filter((key) => OPTIONS[key].kind === 'rule');
const ALWAYS_ON = Object.entries(logText.ruleNames);

/** Which rule refused, or would have. */
export function ReasonPicker({ filter, onFilter }: Props) {
  const { option } = filter;
  const isListed =
    option === null ||
    RULE_OPTIONS.some((key) => key === option) ||
    ALWAYS_ON.some(([rule]) => rule === option);
  return (
    <select
      className="field-input log-picker log-picker-reason"
      aria-label={logToolsText.reason}
      value={filter.wouldHaveBlocked && option === null ? 'would' : (option ?? '')}
      onChange={(event) => {
        const { value } = event.target;
        if (value === 'would') onFilter({ option: null, wouldHaveBlocked: true });
        else onFilter({ option: value === '' ? null : value, wouldHaveBlocked: false });
      }}
    >
      <option value="">{logToolsText.reasons.any}</option>
      <option value="would">{logToolsText.reasons.would}</option>
      {!isListed && <option value={option}>{reasonLabel(option)}</option>}
      <optgroup label={logToolsText.reasons.options}>
        {RULE_OPTIONS.map((key) => (
          <option key={key} value={key} lang="en">
            {OPTIONS[key].label}
          </option>
        ))}
      </optgroup>
      <optgroup label={logToolsText.reasons.always}>
        {ALWAYS_ON.map(([rule, name]) => (
          <option key={rule} value={rule}>
            {name}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

/** A rule, an option or an exception in words; what no table knows stays as it is. */
export function reasonLabel(option: string): string {
  const always = ALWAYS_ON.find(([rule]) => rule === option);
  if (always) return always[1];
  const [key, exception] = option.split('.');
  const known = OPTION_KEYS.find((one) => one === key);
  if (!known) return option;
  // An exception that the table lacks is described by its option.
  return exception === undefined ? OPTIONS[known].label : describeOption(option as OptionPath).label;
}

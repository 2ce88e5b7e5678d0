import { useState, type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { describeOption, type OptionPath } from '../../../server/contract/options.ts';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import { HistoryLink } from '../../parts/history-link.tsx';
import { OptionRow, SubOptionRow } from '../../parts/option-row.tsx';
import { useOptionFailure } from '../../state/option-failures.ts';
import {
  defaultAt,
  isDangerous,
  optionOf,
  placeOf,
  valueAt,
  type OptionValue,
} from '../../state/option-values.ts';
import { useSetOption } from '../../state/use-option.ts';
import { text } from '../../text/en.ts';
import { optionHelp } from '../../text/en/option-help.ts';
import { DangerDialog } from './danger-dialog.tsx';
import { OptionActivity } from './option-activity.tsx';

interface Props {
  readonly path: OptionPath;
  readonly settings: OptionSettings;
  readonly notes?: ReactNode;
  readonly children?: ReactNode;
}

/** An option on its page: shows what is in force, changes it at once, asks before the dangerous direction. */
export function OptionSetting({ path, settings, notes, children }: Props) {
  const set = useSetOption();
  const failure = useOptionFailure(path);
  const isPointedOut = usePointedOut(path);
  const [asked, setAsked] = useState<OptionValue | null>(null);
  const { key, exception } = placeOf(path);
  const option = optionOf(key);
  const help = optionHelp[path];
  const value = valueAt(settings, path);
  const isMode = typeof value === 'string';
  const isOn = value !== 'off' && value !== false;

  const change = (next: OptionValue) => {
    if (isDangerous(path, next)) setAsked(next);
    else void set(path, next);
  };

  return (
    <>
      <OptionRow
        path={path}
        help={help}
        seedText={exception === null ? option.seedText : ''}
        isBeyondSeed={isBeyondSeed(path)}
        isOn={isOn}
        state={text.options.state(isOn)}
        reportOnly={
          isMode
            ? {
                isOn: value === 'report',
                onChange: (isReport) => void set(path, isReport ? 'report' : 'enforce'),
              }
            : null
        }
        reset={resetOf(path, value, () => {
          change(defaultAt(path));
        })}
        failure={failure}
        isPointedOut={isPointedOut}
        notes={notes}
        history={exception === null && <HistoryLink subject={key} what={describeOption(path).label} />}
        activity={
          exception === null && (
            <OptionActivity option={key} value={value} onEnforce={() => void set(path, 'enforce')} />
          )
        }
        onToggle={(turnOn) => {
          change(isMode ? (turnOn ? 'enforce' : 'off') : turnOn);
        }}
      >
        {children}
      </OptionRow>
      {asked !== null && (
        <DangerDialog
          path={path}
          value={asked}
          onKeep={() => {
            setAsked(null);
          }}
          onProceed={() => {
            setAsked(null);
            void set(path, asked);
          }}
        />
      )}
    </>
  );
}

/** An exception of an option, beneath it. */
export function SubOptionSetting({ path, settings, notes }: Props) {
  const set = useSetOption();
  const failure = useOptionFailure(path);
  const isPointedOut = usePointedOut(path);
  const help = optionHelp[path];
  const value = valueAt(settings, path);
  return (
    <SubOptionRow
      path={path}
      help={help}
      isBeyondSeed={isBeyondSeed(path)}
      isOn={value === true}
      isDisabled={valueAt(settings, placeOf(path).key) === 'off'}
      reset={resetOf(path, value, () => void set(path, defaultAt(path)))}
      failure={failure}
      isPointedOut={isPointedOut}
      notes={notes}
      onToggle={(isOn) => void set(path, isOn)}
    />
  );
}

function isBeyondSeed(path: OptionPath): boolean {
  const { key, exception } = placeOf(path);
  const option = optionOf(key);
  if (exception === null || option.kind === 'switch') return option.beyondSeed === true;
  return option.exceptions[exception]?.beyondSeed === true;
}

function resetOf(path: OptionPath, value: OptionValue, onReset: () => void) {
  const standard = defaultAt(path);
  return value === standard ? null : { defaultState: text.options.defaultIs(standard), onReset };
}

function usePointedOut(path: OptionPath): boolean {
  return new URLSearchParams(useSearch()).get('option') === path;
}

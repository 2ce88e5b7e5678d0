import { CircleHelp } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { describeOption, type OptionPath } from '../../server/contract/options.ts';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';
import { CheckBox } from './check-box.tsx';
import { HelpPopover } from './help-popover.tsx';
import { OptionName } from './option-name.tsx';
import { Toggle } from './toggle.tsx';

export interface OptionRowProps {
  readonly path: OptionPath;
  readonly help: string;
  /** The classic page's own paragraph; empty where there is none. */
  readonly seedText: string;
  readonly isBeyondSeed: boolean;
  readonly isOn: boolean;
  /** The word beside the switch: `On`. */
  readonly state: string;
  /** Null where the option has no such mode. */
  readonly reportOnly: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void } | null;
  /** Null where the option has its default. */
  readonly reset: { readonly defaultState: string; readonly onReset: () => void } | null;
  /** Why the last change was not made. */
  readonly failure: string | null;
  /** Pointed out: scrolled to, focused and marked for a moment. */
  readonly isPointedOut: boolean;
  readonly onToggle: (isOn: boolean) => void;
  readonly notes?: ReactNode;
  /** What it has done lately. */
  readonly activity?: ReactNode;
  /** Leads to its changes. */
  readonly history?: ReactNode;
  readonly children?: ReactNode;
}

/** An option with its switch, what it does, whether it was changed, and its sub-options beneath. */
export function OptionRow(props: OptionRowProps) {
  const { path, help, isOn, reportOnly, reset, failure, isPointedOut, notes, activity, children } = props;
  const id = useId();
  const row = usePointedOut(isPointedOut);
  return (
    <div
      ref={row}
      className={rowClass('option', reset !== null, isPointedOut)}
      role="group"
      aria-labelledby={`${id}-label`}
    >
      <div className="option-main">
        <div className="option-text">
          <label id={`${id}-label`} htmlFor={`${id}-switch`} className="option-label">
            <OptionName path={path} />
          </label>
          <p id={`${id}-help`} className="option-help">
            {help}
          </p>
          {notes !== undefined && <div className="option-notes">{notes}</div>}
          <OptionState path={path} reset={reset} failure={failure} />
        </div>
        <div className="option-controls">
          {reportOnly && isOn && (
            <CheckBox isOn={reportOnly.isOn} onChange={reportOnly.onChange}>
              {text.options.reportOnly}
            </CheckBox>
          )}
          <Toggle
            id={`${id}-switch`}
            labelledBy={`${id}-label`}
            describedBy={`${id}-help`}
            isOn={isOn}
            state={props.state}
            onChange={props.onToggle}
          />
          <HelpPopover icon={CircleHelp} label={text.options.about(describeOption(path).label)}>
            {props.seedText !== '' && <p className="quiet">{text.options.seedSource}</p>}
            <p>{props.seedText === '' ? help : props.seedText}</p>
            {props.isBeyondSeed && <p className="quiet">{text.options.notOnSeedPage}</p>}
            {reportOnly && (
              <p className="quiet">
                {text.options.reportOnly}: {text.options.reportHelp}
              </p>
            )}
          </HelpPopover>
          {props.history}
        </div>
      </div>
      {activity}
      {children !== undefined && <div className="option-children">{children}</div>}
    </div>
  );
}

export interface SubOptionRowProps {
  readonly path: OptionPath;
  readonly help: string;
  readonly isBeyondSeed: boolean;
  readonly isOn: boolean;
  /** Its parent is off: it keeps its value but has no effect. */
  readonly isDisabled: boolean;
  readonly reset: OptionRowProps['reset'];
  readonly failure: string | null;
  readonly isPointedOut: boolean;
  readonly onToggle: (isOn: boolean) => void;
  readonly notes?: ReactNode;
}

/** An exception or condition of the option above: a check box, indented. */
export function SubOptionRow(props: SubOptionRowProps) {
  const id = useId();
  const row = usePointedOut(props.isPointedOut);
  return (
    <div ref={row} className={rowClass('sub-option', props.reset !== null, props.isPointedOut)}>
      <CheckBox
        isOn={props.isOn}
        isDisabled={props.isDisabled}
        describedBy={`${id}-help`}
        onChange={props.onToggle}
      >
        <OptionName path={props.path} />
      </CheckBox>
      <div className="sub-option-text">
        <p id={`${id}-help`} className="option-help">
          {props.help}
          {props.isBeyondSeed && ` ${text.options.notOnSeedPage}`}
          {props.isDisabled && <span className="option-idle"> {text.options.parentOff}</span>}
        </p>
        {props.notes !== undefined && <div className="option-notes">{props.notes}</div>}
        <OptionState path={props.path} reset={props.reset} failure={props.failure} />
      </div>
    </div>
  );
}

function OptionState({ path, reset, failure }: Pick<OptionRowProps, 'path' | 'reset' | 'failure'>) {
  return (
    <>
      {failure !== null && (
        <p className="option-failure" role="alert">
          {text.options.failed(failure)}
        </p>
      )}
      {reset && (
        <p className="option-changed">
          <span className="badge">{text.options.changed}</span>
          <span>{reset.defaultState}</span>
          <Button
            look="link"
            aria-label={text.options.resetOption(describeOption(path).label)}
            onPress={reset.onReset}
          >
            {text.options.reset}
          </Button>
        </p>
      )}
    </>
  );
}

function rowClass(base: string, isChanged: boolean, isPointedOut: boolean): string {
  return `${base}${isChanged ? ' is-changed' : ''}${isPointedOut ? ' is-pointed-out' : ''}`;
}

function usePointedOut(isPointedOut: boolean) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isPointedOut) return;
    row.current?.scrollIntoView({ block: 'center' });
    const control =
      row.current?.querySelector<HTMLElement>('[role=switch]') ??
      row.current?.querySelector<HTMLElement>('input:enabled');
    control?.focus({ preventScroll: true });
  }, [isPointedOut]);
  return row;
}

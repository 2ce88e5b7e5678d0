import { useState } from 'react';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { DateTimeField } from '../../parts/date-time-field.tsx';
import { ALWAYS, NAMED_RANGES, type LogRange } from '../../state/log-range.ts';
import type { FormAnswer } from '../../state/form-answer.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

interface Props {
  readonly range: LogRange;
  readonly onRange: (range: LogRange) => void;
}

/** Which time is shown: one by name, or one that is typed. */
export function RangePicker({ range, onRange }: Props) {
  const [isAsking, setAsking] = useState(false);
  const selected = range.kind === 'named' ? range.name : range.kind;
  return (
    <>
      <select
        className="field-input log-picker"
        aria-label={logToolsText.time}
        value={selected}
        onChange={(event) => {
          const { value } = event.target;
          const name = NAMED_RANGES.find((known) => known === value);
          if (name) onRange({ kind: 'named', name });
          else if (value === 'always') onRange(ALWAYS);
          else if (value === 'own') setAsking(true);
        }}
      >
        <option value="always">{logToolsText.ranges.always}</option>
        {NAMED_RANGES.map((name) => (
          <option key={name} value={name}>
            {logToolsText.ranges[name]}
          </option>
        ))}
        {range.kind === 'since' && <option value="since">{logToolsText.sinceShown}</option>}
        {range.kind === 'between' && <option value="between">{logToolsText.ownShown}</option>}
        <option value="own">{logToolsText.own}</option>
      </select>
      {isAsking && (
        <EntryDialog
          title={logToolsText.rangeTitle}
          submit={logToolsText.rangeShow}
          onClose={() => {
            setAsking(false);
          }}
          onSubmit={(values) => {
            const answer = readRange(values);
            if (answer.kind === 'range') onRange(answer.range);
            return Promise.resolve(answer.kind === 'range' ? { kind: 'done' } : answer);
          }}
        >
          <p className="quiet">{logToolsText.rangeHelp}</p>
          <DateTimeField
            name="from"
            label={logToolsText.rangeFrom}
            initial={range.kind === 'between' ? range.from : null}
            autoFocus
          />
          <DateTimeField
            name="to"
            label={logToolsText.rangeTo}
            initial={range.kind === 'between' ? range.to : null}
          />
        </EntryDialog>
      )}
    </>
  );
}

type ReadRange =
  { readonly kind: 'range'; readonly range: LogRange } | Extract<FormAnswer, { kind: 'refused' }>;

function readRange(values: FormData): ReadRange {
  const [from, to] = [timeOf(values.get('from')), timeOf(values.get('to'))];
  if (from === null && to === null)
    return { kind: 'refused', message: null, fields: { from: logToolsText.rangeEmpty } };
  if (from !== null && to !== null && to <= from)
    return { kind: 'refused', message: null, fields: { to: logToolsText.rangeBackwards } };
  return { kind: 'range', range: { kind: 'between', from, to } };
}

/** As the field has it, `2026-11-24T14:02`, by the reader's clock. */
function timeOf(written: FormDataEntryValue | null): number | null {
  const at = typeof written === 'string' ? Date.parse(written) : NaN;
  return Number.isNaN(at) ? null : at;
}

import type { SessionSummary } from '../../../server/contract/session-log.ts';

/** What a row can be filtered by. */
export const CELL_FIELDS = ['from', 'ip', 'to', 'reason', 'user'] as const;
export type CellField = (typeof CELL_FIELDS)[number];

export function isCellField(name: string | undefined): name is CellField {
  return CELL_FIELDS.some((field) => field === name);
}

export interface CellValue {
  readonly field: CellField;
  readonly value: string;
}

/** The values of a row, of one field or of all; a field without a value is absent. */
export function cellValues(row: SessionSummary, field: CellField | null): readonly CellValue[] {
  const values: Readonly<Record<CellField, string>> = {
    from: row.sender ?? '',
    ip: row.ip,
    to: row.recipients[0] ?? '',
    reason: row.refusal?.reason ?? '',
    user: row.account ?? '',
  };
  const wanted = field !== null && values[field] !== '' ? [field] : CELL_FIELDS;
  return wanted.map((name) => ({ field: name, value: values[name] })).filter(({ value }) => value !== '');
}

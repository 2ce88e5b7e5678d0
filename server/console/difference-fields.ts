import type { ChangeRecord } from '../contract/audit.ts';
import { isGroup, type Difference, type Step } from './state-differences.ts';

export type Field = ChangeRecord['fields'][number];

/** Differences as they are read: `whiteList[bulk@office.example].comment`, from what to what. */
export function fieldsOf(differences: readonly Difference[]): readonly Field[] {
  return differences.map(({ path, before, after }) => ({
    path: textOfPath(path),
    before: textOf(before),
    after: textOf(after),
  }));
}

/** The same, with an entry that was added or removed told field by field. */
export function unfoldedFieldsOf(differences: readonly Difference[]): readonly Field[] {
  return fieldsOf(differences.flatMap(unfolded));
}

function unfolded(difference: Difference): readonly Difference[] {
  const { path, before, after } = difference;
  const whole = before ?? after;
  const isAlone = before === undefined || after === undefined;
  if (!isAlone || !isGroup(whole) || Array.isArray(whole)) return [difference];
  return Object.entries(whole)
    .filter(([, value]) => !isNothing(value))
    .map(([key, value]: [string, unknown]) => ({
      path: [...path, key],
      before: before === undefined ? undefined : value,
      after: after === undefined ? undefined : value,
    }));
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (isGroup(value) && Object.keys(value).length === 0);
}

function textOfPath(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step !== 'string') return `${text}[${step[0]}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  const words: unknown = value;
  if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words.join(', ');
  return JSON.stringify(words);
}

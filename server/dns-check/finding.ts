import type { DnsFinding } from '../contract/first-run.ts';

type Wanted = NonNullable<DnsFinding['wanted']>;

/** A record that is looked at, and how it should be. */
export interface Looked {
  readonly record: DnsFinding['record'];
  readonly name: string;
  readonly wanted: Wanted;
}

/** Nothing is to be done. */
export function right(
  { record, name }: Omit<Looked, 'wanted'>,
  found: readonly string[],
  detail: string,
): DnsFinding {
  return { record, name, state: 'right', found, detail, wanted: null };
}

export function missing(looked: Looked, detail: string): DnsFinding {
  return { ...looked, state: 'missing', found: [], detail };
}

export function wrong(
  looked: Omit<Looked, 'wanted'> & Pick<DnsFinding, 'wanted'>,
  found: readonly string[],
  detail: string,
): DnsFinding {
  const { record, name, wanted } = looked;
  return { record, name, state: 'wrong', found, detail, wanted };
}

/** Nobody could be asked. */
export function unknown(looked: Looked, reason: string): DnsFinding {
  const detail = `DNS gave no answer: ${reason}. Once it does, compare it with the record below.`;
  return { ...looked, state: 'unknown', found: [], detail };
}

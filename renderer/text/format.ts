import { locale } from './language.ts';

const PLURALS = new Intl.PluralRules(locale());
const NUMBER = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });

/** `1,284.5`, as the language writes it, with at most one decimal. */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** `1 entry`, `3 entries`: for languages that have these two forms. */
export function plural(count: number, one: string, many: string): string {
  return `${number(count)} ${isOne(count) ? one : many}`;
}

/** Whether the language uses the singular for this number. */
export function isOne(count: number): boolean {
  return PLURALS.select(count) === 'one';
}

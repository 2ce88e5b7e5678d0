/** The text of a form's field, without blanks around it; empty where there is none. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The lines of a field of several lines, without empty ones; commas part them too. */
export function linesOf(values: FormData, name: string): readonly string[] {
  return textOf(values, name)
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The number in a field; NaN where it is none, which every schema refuses with its own words. */
export function numberOf(values: FormData, name: string): number {
  const written = textOf(values, name);
  return /^\d+$/.test(written) ? Number(written) : NaN;
}

export function isChecked(values: FormData, name: string): boolean {
  return values.get(name) !== null;
}

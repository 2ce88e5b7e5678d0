import type { z } from 'zod';
import { ApiError, pathInFirstArgument } from '../../server/contract/problem.ts';
import { problemsOf } from '../../server/contract/problems-of.ts';
import { schemaWords } from './schema-words.ts';

/** What came of sending a form: done, or what is wrong, by field and for the whole. */
export type FormAnswer =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly fields: Readonly<Record<string, string>>;
      readonly message: string | null;
    };

/** Checks a form's values with the contract's own schema, then saves; every refusal comes back as an answer. */
export async function sendForm<T>(
  schema: z.ZodType<T>,
  values: unknown,
  save: (parsed: T) => Promise<void>,
): Promise<FormAnswer> {
  const parsed = schema.safeParse(values, { error: schemaWords });
  if (!parsed.success) {
    const problems = problemsOf(parsed.error);
    return refusedBy(
      problems.map(({ path, reason }) => ({ path, reason: isEmpty(values, path) ? 'is missing' : reason })),
      null,
    );
  }
  try {
    await save(parsed.data);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The first argument of the call is the form's entry: `[0].pattern` is its field `pattern`.
    return refusedBy(error.withPaths(pathInFirstArgument).failure.problems, error.message);
  }
}

/** What is wrong with the form of a value is no help where there is none. */
function isEmpty(values: unknown, field: string): boolean {
  return typeof values === 'object' && values !== null && Reflect.get(values, field) === '';
}

/** An answer that concerns the form as a whole, or one of its fields. */
export function refusedBy(
  problems: readonly { readonly path: string; readonly reason: string }[],
  message: string | null,
): Extract<FormAnswer, { kind: 'refused' }> {
  const fields: Record<string, string> = {};
  const general: string[] = [];
  for (const { path, reason } of problems) {
    const field = /^\w+/.exec(path)?.[0];
    if (field === undefined) general.push(reason);
    else fields[field] ??= sentence(reason);
  }
  const whole = general.length > 0 ? general.map(sentence).join(' ') : message;
  return {
    kind: 'refused',
    fields,
    message: Object.keys(fields).length > 0 && general.length === 0 ? null : whole,
  };
}

/** The schemas' reasons continue the name of a field: `is not an address`. Beneath the field they stand alone. */
export function sentence(reason: string): string {
  const text = /^(is|has|may|must|does)\b/.test(reason) ? `This ${reason}` : reason;
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}

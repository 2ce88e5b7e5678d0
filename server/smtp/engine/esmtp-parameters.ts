import { reply } from '../../contract/reply.ts';
import { parsed, refused, type Parsed } from './parsed.ts';

/** The parameters a command knows: the form of the value, or null for a keyword that stands alone. */
export type ParameterForms = Readonly<Record<string, RegExp | null>>;

/** Values by keyword in upper case, as written; the empty string for a keyword that stands alone. */
export type EsmtpParameters = ReadonlyMap<string, string>;

/** xtext (RFC 3461 §4), without escapes that stand for control characters: they would break a header line. */
export const XTEXT = String.raw`(?:[!-*,-<>-~]|\+(?:[2-689A-F][0-9A-F]|7[0-9A-E]))+`;

/** Reads what follows the path of MAIL or RCPT (RFC 5321 §4.1.2, `Mail-parameters`). */
export function parseParameters(text: string, forms: ParameterForms): Parsed<EsmtpParameters> {
  const parameters = new Map<string, string>();
  for (const word of text.split(/[ \t]+/).filter((part) => part !== '')) {
    const [, keyword = '', value] = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^]*))?$/.exec(word) ?? [];
    const key = keyword.toUpperCase();
    if (key === '') return refused(reply(501, '5.5.4', 'Bad parameter syntax'));
    const form = Object.hasOwn(forms, key) ? forms[key] : undefined;
    // RFC 5321 §4.1.1.11
    if (form === undefined) return refused(reply(555, '5.5.4', `Parameter ${key} not recognized`));
    if (parameters.has(key)) return refused(reply(501, '5.5.4', `Parameter ${key} given twice`));
    const isWellFormed = form === null ? value === undefined : value !== undefined && form.test(value);
    if (!isWellFormed) return refused(reply(501, '5.5.4', `Bad value of parameter ${key}`));
    parameters.set(key, value ?? '');
  }
  return parsed(parameters);
}

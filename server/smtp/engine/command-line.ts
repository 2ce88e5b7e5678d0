import { decodeUtf8 } from '../../contract/utf8.ts';

/** One line from the client in command state, taken apart but not yet understood. */
export interface CommandLine {
  /** In upper case; empty where the line does not start with a word and a blank. */
  readonly verb: string;
  /** Without blanks around it. */
  readonly argument: string;
  /** The whole line, for the transcript. */
  readonly text: string;
  /** Whether this is AUTH in any spelling, well-formed or not: ` AUTH`, `auth`, `AUTH<TAB>PLAIN`, `AUTH=PLAIN`. */
  readonly isAuth: boolean;
  readonly defect: 'bare-line-end' | 'bad-characters' | null;
}

/** Takes a line without its line end apart. Bytes that are not UTF-8 are read as Latin-1, and reported. */
export function parseCommandLine(bytes: Buffer): CommandLine {
  const utf8 = decodeUtf8(bytes);
  const text = utf8 ?? bytes.toString('latin1');
  const [, verb = '', argument = ''] = /^([A-Za-z]+)(?:[ \t]+([^]*))?$/.exec(text) ?? [];
  return {
    verb: verb.toUpperCase(),
    argument: argument.replace(/[ \t]+$/, ''),
    text,
    isAuth: /^[\s\0]*AUTH(?![A-Za-z0-9])/i.test(text),
    defect: defectOf(text, utf8 !== null),
  };
}

function defectOf(text: string, isUtf8: boolean): CommandLine['defect'] {
  if (/[\r\n]/.test(text)) return 'bare-line-end';
  // eslint-disable-next-line no-control-regex -- RFC 5321 §4.1.2: none of them has a place in a command
  return isUtf8 && !/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text) ? null : 'bad-characters';
}

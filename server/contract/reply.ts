/** An SMTP reply as three parts; the session adds its id and writes the line (RFC 5321 §4.2, RFC 2034). */
export interface Reply {
  readonly code: number;
  /** Enhanced status code, RFC 3463: `5.7.1`. Empty where none may be sent (greeting, EHLO, 354). */
  readonly enhanced: string;
  /** One line, without CR or LF, without the session id. */
  readonly text: string;
}

/**
 * Any unknown verb, and AUTH where the SMTP port does not know it: "will be treated as an unknown command".
 * Both must be the same bytes, so the engine and the policy take this one.
 */
export const UNKNOWN_COMMAND_500: Reply = {
  code: 500,
  enhanced: '5.5.1',
  text: 'Error: command not recognized',
};

export function reply(code: number, enhanced: string, text: string): Reply {
  return { code, enhanced, text };
}

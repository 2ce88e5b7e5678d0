import type { CommandLine } from './command-line.ts';

const MASK = '***';
const UNKNOWN_COMMAND_LENGTH = 40;
const LINE_LENGTH = 512;
/** AUTH LOGIN sends a name and a password, each on a line of its own. */
const LINES_AFTER_AUTH = 2;

const MECHANISMS =
  /^(?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|SCRAM-SHA-(?:1|256)(?:-PLUS)?|XOAUTH2|OAUTHBEARER|NTLM|GSSAPI|EXTERNAL|ANONYMOUS)$/i;

/**
 * Decides how each line of the client may be written down. A client whose AUTH was refused often goes on with
 * the lines it had planned, and those are its name and password.
 */
export class CredentialMask {
  #linesToHide = 0;

  /** AUTH was refused or is hidden: what follows may be the rest of the exchange. */
  expectCredentials(): void {
    this.#linesToHide = LINES_AFTER_AUTH;
  }

  /**
   * A command the engine carries out, or refuses for its syntax or state. An AUTH that has slipped into its
   * line shows a secret all the same; the AUTH= of MAIL (RFC 4954 §5) has none.
   */
  recognised(line: CommandLine): string {
    return printable(line.text)
      .replace(/( AUTH ).*$/i, `$1${MASK}`)
      .slice(0, LINE_LENGTH);
  }

  unrecognised(line: CommandLine): string {
    if (this.#linesToHide > 0) {
      this.#linesToHide -= 1;
      return MASK;
    }
    return maskUnknown(line.text);
  }

  /** AUTH itself: its mechanism where that is a known name, never what follows. */
  auth(line: CommandLine): string {
    const [, mechanism = ''] = /^[\s\0]*AUTH[ \t]+([^ \t]+)/i.exec(line.text) ?? [];
    if (!MECHANISMS.test(mechanism)) return /^[\s\0]*AUTH\s*$/i.test(line.text) ? 'AUTH' : `AUTH ${MASK}`;
    const hasMore = /^[\s\0]*AUTH[ \t]+[^ \t]+[ \t]+[^ \t]/i.test(line.text);
    return `AUTH ${mechanism.toUpperCase()}${hasMore ? ` ${MASK}` : ''}`;
  }

  /** A line inside an exchange. */
  response(): string {
    return MASK;
  }
}

function maskUnknown(text: string): string {
  const start = printable(text).replace(/[A-Za-z0-9+/_=-]+/g, (run) => (isEncoded(run) ? MASK : run));
  return start.slice(0, UNKNOWN_COMMAND_LENGTH);
}

/** Whether a run of letters and digits looks like base64 rather than a word. */
function isEncoded(run: string): boolean {
  if (/^[A-Za-z0-9+/_-]{2,}={1,2}$/.test(run)) return true;
  return run.length >= 8 && !/^(?:[A-Z]{1,20}|[A-Z]?[a-z]{1,20})$/.test(run);
}

function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, ' '); // eslint-disable-line no-control-regex -- to remove them
}

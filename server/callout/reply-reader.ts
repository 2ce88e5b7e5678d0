import { HostFailure } from './host-failure.ts';

/** One whole reply (RFC 5321 §4.2): its code, and the text of each line, made printable. */
export interface HostReply {
  readonly code: number;
  readonly texts: readonly string[];
}

/** Twice what RFC 5321 §4.5.3.1.5 lets a reply line have; who sends more is no mail server. */
const LINE_BYTES = 1024;
const LINES = 100;

/** Puts replies together from the bytes of a connection. Keeps no more than one line and one reply. */
export class ReplyReader {
  #unread = '';
  #code: number | null = null;
  #texts: string[] = [];

  /** Whether a reply or a line has begun that has not ended. */
  get isInsideReply(): boolean {
    return this.#unread !== '' || this.#code !== null;
  }

  /** The replies that these bytes complete. Throws HostFailure where they are none. */
  push(bytes: Uint8Array): readonly HostReply[] {
    const lines = (this.#unread + Buffer.from(bytes).toString('latin1')).split('\n');
    this.#unread = lines.pop() ?? '';
    const replies = lines
      .map((line) => this.#take(line.replace(/\r$/, '')))
      .filter((reply) => reply !== null);
    if (this.#unread.length > LINE_BYTES) throw new HostFailure('it sent a line without end');
    return replies;
  }

  #take(line: string): HostReply | null {
    const [, code, mark, text = ''] = /^([2-5]\d\d)(?:([ -])(.*))?$/.exec(line) ?? [];
    if (code === undefined || line.length > LINE_BYTES) throw new HostFailure('it does not speak SMTP');
    // RFC 5321 §4.2.1: the code is the same in each line of a reply.
    if (this.#code !== null && this.#code !== Number(code)) throw new HostFailure('it sent a mixed-up reply');
    this.#code = Number(code);
    this.#texts.push(printable(text));
    if (this.#texts.length > LINES) throw new HostFailure('it sent a reply without end');
    if (mark === '-') return null;
    const reply = { code: this.#code, texts: this.#texts };
    this.#code = null;
    this.#texts = [];
    return reply;
  }
}

/** A reply in one line: `550 5.1.1 There is no such user`. */
export function sayReply({ code, texts }: HostReply): string {
  return `${String(code)} ${texts.join(' ')}`.trim().slice(0, 512);
}

/** RFC 6531 §3.7.4.1: replies may be in UTF-8. */
function printable(text: string): string {
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' '); // eslint-disable-line no-control-regex -- to remove them
}

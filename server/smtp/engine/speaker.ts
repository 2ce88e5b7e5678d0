import { reply, type Reply } from '../../contract/reply.ts';
import type { EngineLimits } from './engine-limits.ts';
import { formatLines, formatReply } from './format-reply.ts';
import { TOO_MANY_ERRORS_421 } from './replies.ts';
import type { SessionHandler } from './session-handler.ts';
import type { Wire } from './wire.ts';

/** Everything the server says in one session: formatted, written, put in the transcript, and counted. */
export class Speaker {
  /** The client has shown that it reads UTF-8 in replies, by SMTPUTF8 (RFC 6531 §3.7.4.1). */
  clientReadsUtf8 = false;
  readonly #wire: Wire;
  readonly #handler: SessionHandler;
  readonly #limits: EngineLimits;
  #errors = 0;
  #hasHungUp = false;

  constructor(wire: Wire, handler: SessionHandler, limits: EngineLimits) {
    this.#wire = wire;
    this.#handler = handler;
    this.#limits = limits;
  }

  get hasHungUp(): boolean {
    return this.#hasHungUp;
  }

  /** A reply of the handler, or one that grants. `421` ends the session (RFC 5321 §3.8). */
  say(answer: Reply): void {
    if (answer.code === 421) this.hangUp(answer);
    else this.#write(formatReply(answer, this.#handler.sessionId, this.clientReadsUtf8));
  }

  /** A reply of several lines without enhanced code: EHLO (RFC 2034 §4). */
  sayLines(code: number, texts: readonly string[]): void {
    for (const line of formatLines(code, texts)) this.#write(line);
  }

  /** A server challenge of AUTH; the transcript gets its code alone. */
  challenge(text: string): void {
    this.#wire.send(`334 ${text}\r\n`);
    this.#handler.transcript('server', '334');
  }

  /** The engine refuses a command. One error too many ends the session in place of the reply. */
  refuse(answer: Reply, because: string): void {
    if (answer.code >= 500) this.#errors += 1;
    this.#handler.refusedByEngine(answer, because);
    if (this.#errors < this.#limits.errors) this.say(answer);
    else this.refuseAndHangUp(TOO_MANY_ERRORS_421, `${this.#errors} commands in error`);
  }

  refuseAndHangUp(answer: Reply, because: string): void {
    if (this.#hasHungUp) return;
    this.#handler.refusedByEngine(answer, because);
    this.hangUp(answer);
  }

  /** The last words: written at once, and nothing that the client has sent behind is read. */
  hangUp(answer: Reply): void {
    if (this.#hasHungUp) return;
    this.#write(formatReply(answer, this.#handler.sessionId, this.clientReadsUtf8));
    this.#hasHungUp = true;
    this.#wire.flush();
    this.#wire.close();
  }

  forgetErrors(): void {
    this.#errors = 0;
  }

  greet(hostname: string): void {
    this.#write(formatReply(reply(220, '', `${hostname} ESMTP`), '', false));
    this.#wire.flush();
  }

  #write(line: string): void {
    if (this.#hasHungUp) return;
    this.#wire.send(`${line}\r\n`);
    this.#handler.transcript('server', line);
  }
}

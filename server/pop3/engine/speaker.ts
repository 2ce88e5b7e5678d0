import type { EngineLimits } from './engine-limits.ts';
import { TOO_MANY_ERRORS } from './refusals.ts';
import { formatRefusal, type Refusal } from './response.ts';
import type { SessionHandler } from './session-handler.ts';
import type { Wire } from './wire.ts';

/** Everything the server says in one session: written, put in the transcript, and counted. */
export class Speaker {
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

  agree(text: string): void {
    this.#write(`+OK ${text}`);
  }

  /** A multi-line response of short lines, none of which begins with a dot. Only its first line is noted. */
  list(text: string, lines: readonly string[]): void {
    if (this.#hasHungUp) return;
    this.#write(`+OK ${text}`);
    this.#wire.send([...lines, '.', ''].join('\r\n'));
  }

  /** A message as a multi-line response; its content is not noted. */
  async message(text: string, pieces: Iterable<Buffer>): Promise<void> {
    if (this.#hasHungUp) return;
    this.#write(`+OK ${text}`);
    await this.#wire.sendPieces(pieces);
  }

  /** RFC 5034 §4: the empty challenge of PLAIN. */
  challenge(): void {
    this.#wire.send('+ \r\n');
    this.#handler.transcript('server', '+');
  }

  startTls(text: string): void {
    this.#handler.transcript('server', `+OK ${text}`);
    this.#wire.startTls(`+OK ${text}\r\n`);
  }

  /** A refusal of the handler, which has noted why. */
  pass(refusal: Refusal): void {
    this.#write(formatRefusal(refusal, this.#handler.sessionId));
  }

  /** The engine refuses a command. One error too many ends the session in place of the response. */
  refuse(refusal: Refusal, because: string): void {
    this.#errors += 1;
    this.#handler.refusedByEngine(refusal, because);
    if (this.#errors < this.#limits.errors) this.pass(refusal);
    else this.refuseAndHangUp(TOO_MANY_ERRORS, `${this.#errors} commands in error`);
  }

  refuseAndHangUp(refusal: Refusal, because: string): void {
    if (this.#hasHungUp) return;
    this.#handler.refusedByEngine(refusal, because);
    this.hangUp(refusal);
  }

  /** The last words. */
  hangUp(refusal: Refusal): void {
    this.#lastLine(formatRefusal(refusal, this.#handler.sessionId));
  }

  sayGoodbye(text: string): void {
    this.#lastLine(`+OK ${text}`);
  }

  #lastLine(line: string): void {
    if (this.#hasHungUp) return;
    this.#write(line);
    this.#hasHungUp = true;
    this.#wire.close();
  }

  #write(line: string): void {
    if (this.#hasHungUp) return;
    this.#wire.send(`${line}\r\n`);
    this.#handler.transcript('server', line);
  }
}

import type net from 'node:net';
import tls from 'node:tls';
import { Dialogue } from './dialogue.ts';
import type { EngineLimits } from './engine-limits.ts';
import { LineReader } from './line-reader.ts';
import { IDLE, LINE_FLOOD, UNAVAILABLE } from './refusals.ts';
import type { Refusal } from './response.ts';
import type { SessionHandler } from './session-handler.ts';
import { Speaker } from './speaker.ts';
import type { Wire } from './wire.ts';

/** Responses held back for one packet, in characters. */
const HELD_CHARACTERS = 16_384;
/** Commands carried out before other connections get their turn. */
const COMMANDS_PER_TURN = 100;
/** How long a client may leave its side open behind the last words, in milliseconds. */
const LINGER_MS = 10_000;

export interface ConnectionOptions {
  readonly hostname: string;
  readonly limits: EngineLimits;
  readonly handler: SessionHandler;
  readonly secureContext: () => tls.SecureContext;
}

/** One client: its socket, the TLS upgrade, the timers, and one command at a time. */
export class Connection {
  /** Resolves when the socket is gone and the handler has been told. */
  readonly gone: Promise<void>;
  readonly #options: ConnectionOptions;
  readonly #reader = new LineReader();
  readonly #speaker: Speaker;
  readonly #dialogue: Dialogue;
  readonly #idleTimer: NodeJS.Timeout;
  #socket: net.Socket;
  #held = '';
  #work: Promise<void> = Promise.resolve();
  #isWorking = false;
  #hasEnded = false;
  #parting: { readonly refusal: Refusal; readonly because: string } | null = null;

  /** `socket` is a TLSSocket whose handshake is done, or a plain one. */
  constructor(socket: net.Socket, options: ConnectionOptions) {
    this.#options = options;
    this.#socket = socket;
    const { handler, limits } = options;
    const wire = this.#wire();
    this.#speaker = new Speaker(wire, handler, limits);
    this.#dialogue = new Dialogue(this.#speaker, wire, handler, limits);
    this.#idleTimer = setInterval(() => {
      if (!this.#isWorking) this.#speaker.refuseAndHangUp(IDLE, 'The client sent no command in time');
    }, limits.idleMs).unref();
    this.gone = new Promise((resolve) => {
      socket.once('close', () => {
        resolve(this.#end());
      });
    });
    this.#attach(socket);
    this.#run(this.#greet());
  }

  /** Ends the session once it is idle: now, or after the command that is under way. */
  part(refusal: Refusal, because: string): void {
    this.#parting ??= { refusal, because };
    if (!this.#isWorking) this.#speaker.refuseAndHangUp(refusal, because);
  }

  get sessionId(): string {
    return this.#options.handler.sessionId;
  }

  /** Ends the session now. A message on its way to the client is cut off: nothing can be said in the middle of it. */
  cut(refusal: Refusal, because: string): void {
    this.#options.handler.transcript('note', because);
    this.part(refusal, because);
    if (this.#isWorking) this.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  async #greet(): Promise<void> {
    this.#noteTls();
    const refusal = await this.#options.handler.connected();
    if (refusal === null) this.#speaker.agree(`${this.#options.hostname} POP3 server ready`);
    else this.#speaker.hangUp(refusal);
    this.#idleTimer.refresh();
  }

  #attach(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      this.#run(this.#serve());
    });
    // The client has closed its side: what it sent is answered, an unfinished line is no command.
    socket.on('end', () => {
      void this.#work.then(() => socket.end());
    });
    // A reset connection is everyday life; 'close' follows.
    socket.on('error', () => undefined);
  }

  /** Nothing more is read until the task is done. */
  #run(task: Promise<void>): void {
    const socket = this.#socket;
    socket.pause();
    this.#isWorking = true;
    this.#work = task
      .catch((error: unknown) => {
        const cause = error instanceof Error ? error.message : 'unknown error';
        this.#speaker.refuseAndHangUp(UNAVAILABLE, `internal error: ${cause}`);
      })
      .then(() => {
        this.#isWorking = false;
        if (this.#parting !== null)
          this.#speaker.refuseAndHangUp(this.#parting.refusal, this.#parting.because);
        this.#flush();
        this.#socket.resume();
      });
  }

  async #serve(): Promise<void> {
    for (let commands = 1; this.#goesOn(); commands++) {
      const line = this.#reader.next();
      if (line === null) return;
      if (line === 'flood') this.#speaker.refuseAndHangUp(LINE_FLOOD, 'A command line without end');
      else await this.#dialogue.receive(line);
      this.#idleTimer.refresh();
      if (!this.#reader.lineIsWaiting || this.#held.length > HELD_CHARACTERS) this.#flush();
      if (commands % COMMANDS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #goesOn(): boolean {
    return !this.#speaker.hasHungUp && !this.#hasEnded && this.#parting === null;
  }

  #wire(): Wire {
    return {
      isSecure: () => this.#socket instanceof tls.TLSSocket,
      send: (text) => {
        this.#held += text;
      },
      sendPieces: (pieces) => this.#sendPieces(pieces),
      startTls: (response) => {
        this.#startTls(response);
      },
      close: () => {
        this.#flush();
        if (this.#parting !== null) {
          this.#socket.destroySoon();
          return;
        }
        this.#socket.end();
        setTimeout(() => {
          this.#socket.destroy();
        }, LINGER_MS).unref();
      },
    };
  }

  #flush(): void {
    const text = this.#held;
    this.#held = '';
    if (text !== '' && this.#socket.writable) this.#socket.write(text);
  }

  async #sendPieces(pieces: Iterable<Buffer>): Promise<void> {
    this.#flush();
    for (const piece of pieces) {
      if (!this.#socket.writable) return;
      await this.#sendPiece(piece);
    }
  }

  /** Resolves when the system has taken the piece, or the connection is gone. */
  #sendPiece(piece: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const tooSlow = setTimeout(() => {
        this.#socket.destroy();
      }, this.#options.limits.idleMs).unref();
      this.#socket.write(piece, () => {
        clearTimeout(tooSlow);
        resolve();
      });
    });
  }

  #startTls(response: string): void {
    const plain = this.#socket;
    // RFC 2595 §4: nothing that arrived before the handshake counts; it could have been put there by anybody.
    this.#reader.clear();
    plain.removeAllListeners('data').removeAllListeners('end');
    while (plain.read() !== null);
    this.#held += response;
    this.#flush();
    const { secureContext, limits } = this.#options;
    const secure = new tls.TLSSocket(plain, { isServer: true, secureContext: secureContext() });
    const tooSlow = setTimeout(() => plain.destroy(), limits.handshakeMs).unref();
    secure.once('secure', () => {
      clearTimeout(tooSlow);
      this.#noteTls();
    });
    secure.once('close', () => {
      clearTimeout(tooSlow);
      plain.destroy();
    });
    this.#socket = secure;
    this.#attach(secure);
  }

  #noteTls(): void {
    if (this.#socket instanceof tls.TLSSocket)
      this.#options.handler.secured({ protocol: this.#socket.getProtocol() ?? 'unknown' });
  }

  async #end(): Promise<void> {
    this.#hasEnded = true;
    clearInterval(this.#idleTimer);
    await this.#work;
    this.#options.handler.closed();
  }
}

import type net from 'node:net';
import tls from 'node:tls';
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';
import type { Reply } from '../../contract/reply.ts';
import { Dialogue } from './dialogue.ts';
import type { GateServer } from './gate-server.ts';
import { GateStream, type MessageReceiver } from './gate-stream.ts';
import {
  EARLY_TALKER_421,
  IDLE_421,
  INTERNAL_421,
  LINE_FLOOD_421,
  SESSION_TOO_LONG_421,
  TOO_SLOW_421,
} from './replies.ts';
import type { SessionHandler } from './session-handler.ts';
import { Speaker } from './speaker.ts';
import type { Wire } from './wire.ts';

/** Replies held back for one packet, in characters; a client that pipelines more gets them in several. */
const HELD_REPLIES = 16_384;

/** How a session is to end. `abruptly` does not wait for the client to close its side. */
interface Parting {
  readonly reply: Reply;
  readonly because: string;
  readonly abruptly: boolean;
  /** A message that is under way is cut too. */
  readonly inMessage: boolean;
}

/**
 * One connection: the socket of the library with our dialogue on it. The library keeps the sockets, the TLS
 * upgrade and the half-closed ends; every command is answered by Dialogue, and none of the library's own
 * command handlers is ever reached.
 */
export class GateConnection extends SMTPConnection {
  declare _server: GateServer;
  declare _parser: GateStream | false;
  /** Resolves when the socket is gone and the handler has been told. */
  readonly gone: Promise<void>;
  readonly #handler: SessionHandler;
  readonly #speaker: Speaker;
  readonly #dialogue: Dialogue;
  readonly #commandTimer: NodeJS.Timeout;
  readonly #sessionTimer: NodeJS.Timeout;
  #messageTimer: NodeJS.Timeout | undefined;
  #confirmGone: () => void = () => undefined;
  #held = '';
  /** What is being done for the client now; the connection is not reported as closed before it has settled. */
  #work: Promise<void> = Promise.resolve();
  #isWorking = false;
  #parting: Parting | null = null;
  #hasEnded = false;

  constructor(
    server: GateServer,
    socket: net.Socket | tls.TLSSocket,
    options?: SMTPConnectionOptions | null,
  ) {
    super(server, socket, options);
    const { settings, limits, createHandler } = server.engine;
    this.gone = new Promise((resolve) => {
      this.#confirmGone = resolve;
    });
    const { remoteAddress, remotePort, localAddress, localPort } = this;
    this.#handler = createHandler({ remoteAddress, remotePort, localAddress, localPort });
    const wire = this.#wire();
    this.#speaker = new Speaker(wire, this.#handler, limits);
    this.#dialogue = new Dialogue(this.#speaker, wire, this.#handler, settings, limits);
    this.#commandTimer = setInterval(() => {
      this.#endIfSilent();
    }, limits.commandMs).unref();
    this.#sessionTimer = setTimeout(() => {
      this.part(SESSION_TOO_LONG_421, 'the session lasted too long');
    }, limits.sessionMs).unref();
  }

  /** In place of the library's fixed wait and reverse look-up. */
  override init(): void {
    // The library keeps its own notes of a session and expects them to exist.
    this._resetSession();
    this._socket.on('close', (hadError: boolean) => {
      this._onCloseEvent(hadError);
    });
    this._socket.on('error', (error: Error) => {
      this._onError(error);
    });
    if (this._socket.destroyed) this._onClose();
    else void this.#run(this.#greet());
  }

  /**
   * Ends the session once it is idle: now, or after the command or message that is under way. `abruptly` does
   * not wait for the client to close its side.
   */
  part(reply: Reply, because: string, abruptly = false): void {
    this.#parting ??= { reply, because, abruptly, inMessage: false };
    this.#partIfIdle();
  }

  get sessionId(): string {
    return this.#handler.sessionId;
  }

  /** Ends the session now, a message under way too; only what is being done for the client this moment is finished. */
  cut(reply: Reply, because: string): void {
    this.#handler.transcript('note', because);
    this.#parting = { reply, because, abruptly: true, inMessage: true };
    this.#partIfIdle();
  }

  /** Ends the connection however it stands. */
  destroy(): void {
    this._socket.destroy();
  }

  // The library calls this from its constructor, before the fields of this class exist.
  override _createParser(): GateStream {
    const parser = new GateStream(this._server.engine.settings.kind);
    parser.oncommand = (line, callback) => {
      this._onCommand(line, callback);
    };
    parser.on('error', () => {
      this.#speaker.refuseAndHangUp(LINE_FLOOD_421, 'a command line without end');
    });
    // The client has closed its side, and everything it sent has been answered.
    parser.once('finish', () => {
      this.close();
    });
    return parser;
  }

  /** A client that leaves before the handshake is done awaits no answer, so an end of its side ends the session. */
  override upgrade(callback: () => void, secureCallback: () => void): void {
    // The TLS socket takes this over from the one beneath it.
    this._socket.allowHalfOpen = false;
    super.upgrade(callback, () => {
      this._socket.allowHalfOpen = true;
      secureCallback();
    });
  }

  override _onCommand(line: Buffer, callback: () => void = () => undefined): void {
    void this.#run(this.#dialogue.receive(line)).then(() => {
      this._whenWritable(callback);
    });
  }

  /** The library's timer of the socket: ours have seen to everything but an end that the client leaves half open. */
  override _onTimeout(): void {
    if (this._closing) this._socket.destroy();
  }

  override _onClose(): void {
    super._onClose();
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#commandTimer);
    clearTimeout(this.#sessionTimer);
    clearInterval(this.#messageTimer);
    void this.#reportClosed();
  }

  async #reportClosed(): Promise<void> {
    await this.#work;
    await this.#settled(this.#dialogue.abort());
    this.#handler.closed();
    this.#confirmGone();
  }

  async #greet(): Promise<void> {
    const { hostname, greetingDelayMs } = this._server.engine.settings;
    this.#noteTls();
    const refusal = await this.#handler.connected();
    if (refusal !== null) {
      this.#speaker.hangUp(refusal);
      return;
    }
    if (greetingDelayMs > 0) await delay(greetingDelayMs);
    // RFC 5321 §3.1; nothing is read before the greeting, so what came early lies in the socket's buffer.
    if (greetingDelayMs > 0 && this._socket.readableLength > 0) {
      this.#speaker.refuseAndHangUp(EARLY_TALKER_421, 'the client spoke before the greeting');
    } else if (this.#parting === null && !this.#hasEnded && this._parser !== false) {
      this.#speaker.greet(hostname);
      this._socket.pipe(this._parser);
    }
  }

  #noteTls(): void {
    if (!(this._socket instanceof tls.TLSSocket)) return;
    this.#dialogue.secured({
      protocol: this._socket.getProtocol() ?? 'unknown',
      cipher: this._socket.getCipher().name,
    });
  }

  #wire(): Wire {
    return {
      isSecure: () => this.secure,
      commandIsWaiting: () => this._parser !== false && this._parser.lineIsWaiting,
      send: (lines) => {
        this.#held += lines;
        if (this.#held.length > HELD_REPLIES) this.#flush();
      },
      flush: () => {
        this.#flush();
      },
      receiveMessage: (receiver) => {
        this.#receiveMessage(receiver);
      },
      startTls: () => {
        const nothing = () => undefined;
        this.upgrade(nothing, () => {
          this.#noteTls();
        });
      },
      close: () => {
        this.close();
        if (this.#parting?.abruptly) this._socket.destroySoon();
      },
    };
  }

  #flush(): void {
    const lines = this.#held;
    this.#held = '';
    if (lines !== '' && !this._upgrading && this._socket.writable) this._socket.write(lines);
  }

  #receiveMessage(receiver: MessageReceiver): void {
    if (this._parser === false) return;
    this._parser.startMessage({
      take: (content) => {
        const pending = receiver.take(content);
        return pending && this.#run(pending);
      },
      finish: (defects, endIsUnclear) => {
        clearInterval(this.#messageTimer);
        return this.#run(receiver.finish(defects, endIsUnclear));
      },
    });
    const { dataWindowMs, dataWindowBytes } = this._server.engine.limits;
    let seenBytes = 0;
    this.#messageTimer = setInterval(() => {
      const bytes = this.#dialogue.receivedBytes ?? 0;
      // While the sink holds the client back, its pace is not the client's fault.
      if (!this.#isWorking && bytes - seenBytes < dataWindowBytes) {
        this.#speaker.refuseAndHangUp(TOO_SLOW_421, `${bytes} bytes of message, then almost none`);
      }
      seenBytes = bytes;
    }, dataWindowMs).unref();
  }

  /** Does one thing for the client, to its end, and then looks whether the session is to part. */
  async #run(task: Promise<void>): Promise<void> {
    this.#isWorking = true;
    this.#work = this.#settled(task);
    await this.#work;
    this.#isWorking = false;
    this.#commandTimer.refresh();
    this.#partIfIdle();
  }

  /** A task that throws has met a bug or broken I/O: this session cannot go on, the others can. */
  async #settled(task: Promise<void>): Promise<void> {
    try {
      await task;
    } catch (error) {
      const cause = error instanceof Error ? error.message : 'unknown error';
      this.#speaker.refuseAndHangUp(INTERNAL_421, `internal error: ${cause}`);
    }
  }

  #endIfSilent(): void {
    if (this.#isIdle()) this.#speaker.refuseAndHangUp(IDLE_421, 'the client sent no command in time');
  }

  #partIfIdle(): void {
    if (this.#parting === null || this.#isWorking) return;
    if (!this.#parting.inMessage && !this.#isIdle()) return;
    this.#speaker.refuseAndHangUp(this.#parting.reply, this.#parting.because);
  }

  #isIdle(): boolean {
    return !this.#isWorking && (this._parser === false || !this._parser.isReceivingMessage);
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

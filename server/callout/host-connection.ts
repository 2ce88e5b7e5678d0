import net from 'node:net';
import tls from 'node:tls';
import { HostFailure } from './host-failure.ts';
import { ReplyReader, type HostReply } from './reply-reader.ts';

/** The IP addresses of a host name, the best first; rejects or is empty where there are none. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  /** The port to come from; any free one where it is absent. */
  readonly localPort?: number;
  readonly resolve: ResolveHost;
  /** Ends the connection, whatever it is at; its reason, a HostFailure, is what the waiting side gets. */
  readonly signal: AbortSignal;
  /** Takes each line of the conversation: `C: …`, `S: …`, `-- …`. */
  readonly transcribe: (line: string) => void;
}

/**
 * A connection to another mail server on which commands and replies alternate. Everything rejects with HostFailure
 * once the connection is of no use.
 */
export class HostConnection {
  readonly #transcribe: (line: string) => void;
  readonly #stopListening: () => void;
  #socket: net.Socket;
  #reader = new ReplyReader();
  #replies: HostReply[] = [];
  #waiter: { readonly resolve: (reply: HostReply) => void; readonly reject: (why: Error) => void } | null =
    null;
  #failure: HostFailure | null = null;
  /** The reply to a secret may repeat it. */
  #hidesReply = false;

  private constructor({ host, port, localPort, resolve, signal, transcribe }: ConnectionOptions) {
    this.#transcribe = transcribe;
    this.#socket = net.connect({
      host,
      port,
      noDelay: true,
      lookup: lookupBy(resolve),
      ...(localPort !== undefined && { localPort }),
    });
    this.#listen(this.#socket);
    const onAbort = (): void => {
      this.#fail(
        signal.reason instanceof HostFailure ? signal.reason : new HostFailure('it was not waited for'),
      );
    };
    signal.addEventListener('abort', onAbort);
    this.#stopListening = () => {
      signal.removeEventListener('abort', onAbort);
    };
    if (signal.aborted) onAbort();
  }

  /** Begins to connect; the greeting is the first `reply()`. */
  static open(options: ConnectionOptions): HostConnection {
    return new HostConnection(options);
  }

  get isSecure(): boolean {
    return this.#socket instanceof tls.TLSSocket;
  }

  /** Whether what is said stays on this machine. */
  get isLoopback(): boolean {
    const { remoteAddress = '' } = this.#socket;
    return /^(?:::ffff:)?127\.|^::1$/.test(remoteAddress);
  }

  reply(): Promise<HostReply> {
    const [ready] = this.#replies.splice(0, 1);
    if (ready) return Promise.resolve(ready);
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
  }

  command(line: string): Promise<HostReply> {
    return this.#say(line, line);
  }

  /** The transcript gets `shown` in its place, and of the reply the code alone. */
  secretCommand(line: string, shown: string): Promise<HostReply> {
    this.#hidesReply = true;
    return this.#say(line, shown);
  }

  #say(line: string, shown: string): Promise<HostReply> {
    if (this.#failure) return Promise.reject(this.#failure);
    this.#transcribe(`C: ${shown}`);
    this.#socket.write(`${line}\r\n`);
    return this.reply();
  }

  /**
   * The TLS handshake, after the host has said that it is ready. The certificate is not checked: mail servers of an
   * office have self-signed ones, and encryption against listeners is what is asked for here.
   */
  async startTls(host: string): Promise<void> {
    // RFC 3207 §4.2: what was said before the handshake is worth nothing, least of all what came uninvited.
    if (this.#reader.isInsideReply || this.#replies.length > 0)
      throw new HostFailure('it spoke between STARTTLS and the handshake');
    const plain = this.#socket;
    plain.removeAllListeners();
    const secure = tls.connect({
      socket: plain,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: false,
      ...(net.isIP(host) === 0 && { servername: host }),
    });
    this.#socket = secure;
    const handshake = new Promise<HostReply>((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
    secure.once('secureConnect', () => {
      this.#transcribe(`-- ${secure.getProtocol() ?? 'TLS'}`);
      this.#give({ code: 220, texts: [] });
    });
    this.#listen(secure);
    await handshake;
  }

  close(): void {
    this.#stopListening();
    this.#socket.destroy();
  }

  #listen(socket: net.Socket): void {
    socket.on('data', (bytes: Buffer) => {
      this.#hear(bytes);
    });
    socket.on('error', (error) => {
      this.#fail(new HostFailure(error.message));
    });
    socket.on('close', () => {
      this.#fail(new HostFailure('it closed the connection'));
    });
  }

  #hear(bytes: Buffer): void {
    try {
      for (const reply of this.#reader.push(bytes)) {
        this.#transcribeReply(reply);
        this.#give(reply);
      }
    } catch (error) {
      if (!(error instanceof HostFailure)) throw error;
      this.#fail(error);
    }
  }

  #transcribeReply({ code, texts }: HostReply): void {
    const isHidden = this.#hidesReply;
    this.#hidesReply = false;
    for (const [index, text] of texts.entries()) {
      const mark = index < texts.length - 1 ? '-' : ' ';
      this.#transcribe(`S: ${String(code)}${mark}${isHidden ? '' : text}`.trimEnd());
    }
  }

  #give(reply: HostReply): void {
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter) waiter.resolve(reply);
    else this.#replies.push(reply);
  }

  #fail(why: HostFailure): void {
    if (this.#failure === null) {
      this.#failure = why;
      this.#transcribe(`-- ${why.message}`);
    }
    this.#waiter?.reject(this.#failure);
    this.#waiter = null;
    this.close();
  }
}

function lookupBy(resolve: ResolveHost): net.LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const addresses = found.map((address) => ({ address, family: net.isIP(address) }));
        const [first] = addresses;
        if (!first) done(new HostFailure(`${host} has no address`), '');
        else if (options.all === true) done(null, addresses);
        else done(null, first.address, first.family);
      },
      () => {
        done(new HostFailure(`the address of ${host} cannot be found`), '');
      },
    );
  };
}

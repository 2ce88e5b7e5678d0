import net from 'node:net';
import tls from 'node:tls';

export interface SmtpClientOptions {
  readonly port: number;
  readonly host?: string;
  /** The address to connect from; on Linux any of 127.0.0.0/8. */
  readonly localAddress?: string;
  /** TLS from the first byte (RFC 8314). */
  readonly implicitTls?: boolean;
}

interface Waiter {
  readonly resolve: (reply: string) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A client that speaks SMTP by hand: it sends exactly the bytes it is given and hands back whole replies as
 * they came, their lines joined by `\n` (`'250-mail.test\n250 SIZE 100'`). Certificates are not verified.
 */
export class SmtpClient {
  /** Resolves when the connection is gone, however it ended. */
  readonly closed: Promise<void>;
  #socket: net.Socket | tls.TLSSocket;
  #unread = '';
  #lines: string[] = [];
  readonly #replies: string[] = [];
  readonly #waiters: Waiter[] = [];
  #isClosed = false;

  private constructor(socket: net.Socket | tls.TLSSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#isClosed = true;
        for (const waiter of this.#waiters.splice(0)) waiter.reject(this.#closedError());
        resolve();
      });
    });
    this.#listen(socket);
  }

  /** Connects without reading the greeting: that is the first `reply()`. */
  static async connect(options: SmtpClientOptions): Promise<SmtpClient> {
    const { port, host = '127.0.0.1', localAddress } = options;
    const socket = net.connect({ port, host, noDelay: true, ...(localAddress && { localAddress }) });
    await onceOrError(socket, 'connect');
    if (!options.implicitTls) return new SmtpClient(socket);
    const secure = tls.connect({ socket, rejectUnauthorized: false });
    await onceOrError(secure, 'secureConnect');
    return new SmtpClient(secure);
  }

  /** Connects and expects `220`. */
  static async open(options: SmtpClientOptions): Promise<SmtpClient> {
    const client = await SmtpClient.connect(options);
    const greeting = await client.reply();
    if (!greeting.startsWith('220 ')) throw new Error(`instead of a greeting: ${greeting}`);
    return client;
  }

  get socket(): net.Socket | tls.TLSSocket {
    return this.#socket;
  }

  /** The next reply; rejects once the connection has ended without one. */
  reply(): Promise<string> {
    const ready = this.#replies.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.#isClosed) return Promise.reject(this.#closedError());
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  async replies(count: number): Promise<string[]> {
    const replies: string[] = [];
    while (replies.length < count) replies.push(await this.reply());
    return replies;
  }

  /** Sends one line, CRLF added, and waits for its reply. */
  command(line: string): Promise<string> {
    this.send(`${line}\r\n`);
    return this.reply();
  }

  /** Sends the lines one by one, each after the reply to the one before; answers all replies. */
  async dialogue(...lines: readonly string[]): Promise<string[]> {
    const replies: string[] = [];
    for (const line of lines) replies.push(await this.command(line));
    return replies;
  }

  /** Sends these bytes in one write; text goes out as UTF-8. */
  send(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends STARTTLS, upgrades on `220`, and answers the reply. */
  async startTls(): Promise<string> {
    const reply = await this.command('STARTTLS');
    if (reply.startsWith('220')) await this.upgrade();
    return reply;
  }

  /** The TLS handshake, after a STARTTLS that was sent by hand. */
  async upgrade(): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#unread = '';
    const secure = tls.connect({ socket: plain, rejectUnauthorized: false });
    await onceOrError(secure, 'secureConnect');
    this.#socket = secure;
    this.#listen(secure);
  }

  /** Ends politely at TCP level; QUIT is the caller's business. */
  end(): void {
    this.#socket.end();
  }

  /** Cuts the connection with a TCP reset. */
  reset(): void {
    if (this.#socket instanceof tls.TLSSocket) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  #listen(socket: net.Socket | tls.TLSSocket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#read(chunk.toString('latin1'));
    });
    // What a dying connection reports is seen as `closed`.
    socket.on('error', () => undefined);
  }

  #read(bytes: string): void {
    const lines = (this.#unread + bytes).split('\r\n');
    this.#unread = lines.pop() ?? '';
    for (const line of lines) {
      this.#lines.push(Buffer.from(line, 'latin1').toString('utf8'));
      if (line[3] === '-') continue;
      const reply = this.#lines.join('\n');
      this.#lines = [];
      const waiter = this.#waiters.shift();
      if (waiter) waiter.resolve(reply);
      else this.#replies.push(reply);
    }
  }

  #closedError(): Error {
    return new Error(`the connection closed before a reply; unread: ${JSON.stringify(this.#unread)}`);
  }
}

/** The argument of AUTH PLAIN (RFC 4616). */
export function plainResponse(login: string, password: string, authorizationId = ''): string {
  return base64(`${authorizationId}\0${login}\0${password}`);
}

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function onceOrError(socket: net.Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => {
      socket.off('error', reject);
      resolve();
    });
    socket.once('error', reject);
  });
}

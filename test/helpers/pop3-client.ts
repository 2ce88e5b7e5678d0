import net from 'node:net';
import tls from 'node:tls';

export interface Pop3ClientOptions {
  readonly port: number;
  /** The address to connect from; on Linux any of 127.0.0.0/8. */
  readonly localAddress?: string;
  readonly implicitTls?: boolean;
}

/** A client that speaks POP3 by hand: it sends exactly what it is given and hands back lines as they came. */
export class Pop3Client {
  /** Resolves when the connection is gone, however it ended. */
  readonly closed: Promise<void>;
  #socket: net.Socket;
  #unread = '';
  readonly #lines: string[] = [];
  #wake: () => void = () => undefined;
  #isClosed = false;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
    this.#listen(socket);
  }

  /** Connects without reading the greeting: that is the first `line()`. */
  static async connect({ port, localAddress, implicitTls }: Pop3ClientOptions): Promise<Pop3Client> {
    const plain = net.connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      ...(localAddress && { localAddress }),
    });
    await ready(plain, 'connect');
    if (!implicitTls) return new Pop3Client(plain);
    const secure = tls.connect({ socket: plain, rejectUnauthorized: false });
    await ready(secure, 'secureConnect');
    return new Pop3Client(secure);
  }

  /** Connects and expects a greeting. */
  static async open(options: Pop3ClientOptions): Promise<Pop3Client> {
    const client = await Pop3Client.connect(options);
    const greeting = await client.line();
    if (!greeting.startsWith('+OK ')) throw new Error(`instead of a greeting: ${greeting}`);
    return client;
  }

  /** The next line, as latin1 text; rejects once the connection has ended without one. */
  async line(): Promise<string> {
    while (this.#lines.length === 0) {
      if (this.#isClosed) throw new Error(`closed before a line; unread: ${JSON.stringify(this.#unread)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#lines.shift() ?? '';
  }

  /** The lines up to the dot, dots still stuffed. */
  async untilDot(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (let line = await this.line(); line !== '.'; line = await this.line()) lines.push(line);
    return lines;
  }

  /** Sends one line, CRLF added, and answers the first line of its response. */
  command(line: string): Promise<string> {
    this.send(`${line}\r\n`);
    return this.line();
  }

  /** Each command after the response to the one before. */
  async dialogue(...commands: readonly string[]): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const command of commands) lines.push(await this.command(command));
    return lines;
  }

  /** A command with a multi-line response: its first line and the others. */
  async list(command: string): Promise<readonly [string, readonly string[]]> {
    return [await this.command(command), await this.untilDot()];
  }

  send(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The TLS handshake, after an STLS that was sent by hand. */
  async upgrade(): Promise<void> {
    this.#socket.removeAllListeners('data');
    const secure = tls.connect({ socket: this.#socket, rejectUnauthorized: false });
    await ready(secure, 'secureConnect');
    this.#socket = secure;
    this.#listen(secure);
  }

  /** Closes the sending side. */
  end(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.destroy();
  }

  #listen(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      const lines = (this.#unread + chunk.toString('latin1')).split('\r\n');
      this.#unread = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#wake();
    });
    // What a dying connection reports is seen as `closed`.
    socket.on('error', () => undefined);
  }
}

function ready(socket: net.Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => {
      socket.off('error', reject);
      resolve();
    });
    socket.once('error', reject);
  });
}

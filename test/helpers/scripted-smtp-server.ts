import net from 'node:net';
import tls from 'node:tls';
import type { TestCertificate } from './test-certificate.ts';

/** What a command is answered by: a reply, nothing, or the end. */
export type ScriptedAnswer =
  | string
  | { readonly kind: 'silence' }
  /** Says something, if anything, and then ends politely. */
  | { readonly kind: 'close'; readonly reply?: string }
  | { readonly kind: 'reset' };

export const SILENCE: ScriptedAnswer = { kind: 'silence' };
export const RESET: ScriptedAnswer = { kind: 'reset' };
export const closeAfter = (reply?: string): ScriptedAnswer =>
  reply === undefined ? { kind: 'close' } : { kind: 'close', reply };

export interface ScriptedSession {
  /** Every command line in order, `.` for the end of a message. */
  readonly commands: string[];
  /** As they came, dots doubled, without the final dot. */
  readonly messages: Buffer[];
  isSecure: boolean;
  /** What came of a message that did not end. */
  unfinished: string;
  hasEnded: boolean;
}

export interface ScriptedServerOptions {
  readonly host?: string;
  readonly port?: number;
  readonly greeting?: ScriptedAnswer;
  /** Keywords of EHLO; STARTTLS is added where there is a certificate and no TLS yet. */
  readonly offers?: readonly string[];
  readonly certificate?: TestCertificate;
  readonly implicitTls?: boolean;
  /** Overrides an answer; undefined for the usual one. `line` is `.` for a whole message. */
  readonly answer?: (line: string, session: ScriptedSession) => ScriptedAnswer | undefined;
}

export interface ScriptedServer {
  readonly port: number;
  readonly sessions: ScriptedSession[];
  /** All messages of all sessions. */
  readonly messages: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export const ALL_OFFERS = ['PIPELINING', 'SIZE', 'DSN', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES'];

/** An SMTP server on 127.0.0.1 that says what a test wants it to say. */
export async function startScriptedSmtpServer(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const sessions: ScriptedSession[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // how a client ends is seen in the session
    const session = { commands: [], messages: [], isSecure: false, unfinished: '', hasEnded: false };
    sessions.push(session);
    new Conversation(socket, session, options).start();
  });
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo; // a TCP listener has no other form
  return {
    port,
    sessions,
    messages: () => sessions.flatMap(({ messages }) => messages.map((message) => message.toString('latin1'))),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Conversation {
  #socket: net.Socket;
  readonly #session: ScriptedSession;
  readonly #options: ScriptedServerOptions;
  #unread = '';
  #inMessage = false;

  constructor(socket: net.Socket, session: ScriptedSession, options: ScriptedServerOptions) {
    this.#socket = socket;
    this.#session = session;
    this.#options = options;
  }

  start(): void {
    this.#socket.once('close', () => {
      if (this.#inMessage) this.#session.unfinished = this.#unread;
      this.#session.hasEnded = true;
    });
    if (this.#options.implicitTls === true) this.#upgrade();
    else this.#listen();
    this.#perform(this.#options.greeting ?? '220 scripted.test ESMTP');
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#unread += chunk.toString('latin1');
      while (this.#next());
    });
  }

  #next(): boolean {
    const end = this.#inMessage ? '\r\n.\r\n' : '\r\n';
    // A message that is empty but for its dot has no line end of its own.
    const at = this.#inMessage && this.#unread.startsWith('.\r\n') ? -2 : this.#unread.indexOf(end);
    if (at === -1) return false;
    const text = this.#unread.slice(0, at + (this.#inMessage ? 2 : 0));
    this.#unread = this.#unread.slice(at + end.length);
    if (this.#inMessage) this.#session.messages.push(Buffer.from(text, 'latin1'));
    const line = this.#inMessage ? '.' : Buffer.from(text, 'latin1').toString('utf8');
    this.#inMessage = false;
    this.#session.commands.push(line);
    this.#perform(this.#options.answer?.(line, this.#session) ?? this.#usual(line), line);
    return this.#socket.writable;
  }

  #usual(line: string): ScriptedAnswer {
    const [verb = ''] = line.toUpperCase().split(/[ :]/);
    if (verb === 'EHLO') return this.#ehlo();
    if (verb === 'STARTTLS' && !this.#canUpgrade) return '502 5.5.1 No such command';
    if (verb === 'QUIT') return closeAfter('221 2.0.0 Bye');
    return USUAL[verb] ?? '502 5.5.1 No such command';
  }

  get #canUpgrade(): boolean {
    return this.#options.certificate !== undefined && !this.#session.isSecure;
  }

  #ehlo(): string {
    const { offers = ALL_OFFERS } = this.#options;
    const lines = ['scripted.test', ...offers, ...(this.#canUpgrade ? ['STARTTLS'] : [])];
    return lines.map((text, index) => `250${index === lines.length - 1 ? ' ' : '-'}${text}`).join('\r\n');
  }

  #perform(answer: ScriptedAnswer, line = ''): void {
    if (typeof answer === 'object') {
      if (answer.kind === 'reset') this.#socket.destroy();
      if (answer.kind === 'close') this.#socket.end(answer.reply === undefined ? '' : `${answer.reply}\r\n`);
      return;
    }
    this.#socket.write(`${answer}\r\n`);
    if (line.toUpperCase() === 'DATA' && answer.startsWith('354')) this.#inMessage = true;
    if (line.toUpperCase() === 'STARTTLS' && answer.startsWith('220')) {
      this.#socket.removeAllListeners('data');
      this.#upgrade();
    }
  }

  #upgrade(): void {
    const { certificate } = this.#options;
    const secure = new tls.TLSSocket(this.#socket, { isServer: true, ...certificate });
    secure.on('error', () => undefined); // a handshake that fails is the client's to tell
    this.#session.isSecure = true;
    this.#socket = secure;
    this.#listen();
  }
}

const USUAL: Readonly<Record<string, string>> = {
  HELO: '250 scripted.test',
  STARTTLS: '220 2.0.0 Go ahead',
  AUTH: '235 2.7.0 Signed in',
  MAIL: '250 2.1.0 Sender taken',
  RCPT: '250 2.1.5 Recipient taken',
  DATA: '354 Go ahead',
  '.': '250 2.0.0 Queued as 1',
  RSET: '250 2.0.0 Reset',
};

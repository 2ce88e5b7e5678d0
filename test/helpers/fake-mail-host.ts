import net from 'node:net';
import tls from 'node:tls';
import { testCertificate } from './test-certificate.ts';

/** What the host says, line by line without CRLF. null keeps silent; `close` hangs up. */
export type Answer = string | readonly string[] | null;

export interface FakeAnswers {
  readonly greeting?: Answer;
  readonly ehlo?: Answer;
  readonly startTls?: Answer;
  /** Breaks off the handshake that it has offered. */
  readonly brokenTls?: boolean;
  readonly auth?: Answer;
  readonly mail?: Answer;
  readonly rcpt?: Answer | ((line: string) => Answer | Promise<Answer>);
  readonly other?: Answer;
}

export interface FakeMailHost {
  readonly port: number;
  /** What it was told, in order; `(TLS)` where the line that follows came encrypted for the first time. */
  readonly told: readonly string[];
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

const USUAL_ANSWERS = {
  greeting: '220 fake.test ESMTP',
  ehlo: ['250-fake.test', '250 PIPELINING'],
  startTls: '220 2.0.0 Go ahead',
  auth: '235 2.7.0 Welcome',
  mail: '250 2.1.0 OK',
  rcpt: '250 2.1.5 OK',
  other: '250 2.0.0 OK',
} as const;

/** A mail server on 127.0.0.1 that says what a test wants to hear. It takes every address unless told otherwise. */
export async function startFakeMailHost(answers: FakeAnswers = {}): Promise<FakeMailHost> {
  const { key, cert } = await testCertificate();
  const told: string[] = [];
  const sockets = new Set<net.Socket>();
  let connections = 0;

  const said: Required<Omit<FakeAnswers, 'brokenTls'>> = { ...USUAL_ANSWERS, ...answers };

  function answerTo(line: string): Answer | Promise<Answer> {
    const verb = line.split(' ')[0]?.toUpperCase();
    switch (verb) {
      case 'EHLO':
        return said.ehlo;
      case 'STARTTLS':
        return said.startTls;
      case 'AUTH':
        return said.auth;
      case 'MAIL':
        return said.mail;
      case 'RCPT':
        return typeof said.rcpt === 'function' ? said.rcpt(line) : said.rcpt;
      case 'QUIT':
        return '221 2.0.0 Bye';
      default:
        return said.other;
    }
  }

  function speak(socket: net.Socket, answer: Answer): void {
    if (answer === 'close') socket.end();
    else if (answer !== null) socket.write(`${[answer].flat().join('\r\n')}\r\n`);
  }

  function serve(socket: net.Socket): void {
    let unread = '';
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      const lines = (unread + bytes.toString('utf8')).split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        told.push(line);
        void answer(socket, line);
      }
    });
  }

  async function answer(socket: net.Socket, line: string): Promise<void> {
    const said = await answerTo(line);
    speak(socket, said);
    if (/^STARTTLS$/i.test(line) && [said].flat()[0]?.startsWith('220')) upgrade(socket);
  }

  function upgrade(socket: net.Socket): void {
    socket.removeAllListeners('data');
    if (answers.brokenTls) {
      socket.once('data', () => socket.destroy());
      return;
    }
    told.push('(TLS)');
    serve(new tls.TLSSocket(socket, { isServer: true, key, cert }));
  }

  const server = net.createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
    speak(socket, said.greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo; // a TCP listener has no other form
  return {
    port,
    told,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

import type { Listener as Pop3Listener } from '../../server/pop3/engine/start-listener.ts';
import type { EngineLimits } from '../../server/pop3/engine/engine-limits.ts';
import { startPop3Listener } from '../../server/pop3/start-pop3-listener.ts';
import { startSmtpListener, type SmtpListener } from '../../server/smtp/start-smtp-listener.ts';
import { Pop3Client } from './pop3-client.ts';
import { SessionWorld } from './session-world.ts';
import { plainResponse, SmtpClient } from './smtp-client.ts';
import { testCertificate } from './test-certificate.ts';
import { PASSWORDS, type WireSetup } from './wire-setup.ts';

export type { WireSetup } from './wire-setup.ts';
export type ListenerName = 'smtp' | 'submission' | 'submissions';

/** Where a client comes from: an address that is on no list, on Local IPs only, or on Trusted IPs too. */
export type ClientPlace = 'remote' | 'local' | 'trusted';
const ADDRESS_OF: Readonly<Record<ClientPlace, string>> = {
  remote: '127.0.9.9',
  local: '127.0.1.9',
  trusted: '127.0.2.9',
};

/** Real listeners on 127.0.0.1 around a {@link SessionWorld}. */
export class WireServer extends SessionWorld {
  #listeners: Readonly<Record<ListenerName, SmtpListener>> | null = null;
  #pop3: { readonly starttls: Pop3Listener; readonly implicit: Pop3Listener } | null = null;
  readonly #clients: { reset(): void }[] = [];

  async start(pop3Limits: Partial<EngineLimits> = {}): Promise<void> {
    const identity = await testCertificate();
    const listen = (name: ListenerName): Promise<SmtpListener> =>
      startSmtpListener({
        listener: {
          name,
          kind: name === 'smtp' ? 'smtp' : 'msa',
          host: '127.0.0.1',
          port: 0,
          tls: name === 'submissions' ? 'implicit' : 'starttls',
        },
        identity,
        services: this.services,
      });
    this.#listeners = {
      smtp: await listen('smtp'),
      submission: await listen('submission'),
      submissions: await listen('submissions'),
    };
    const listenPop3 = (protection: 'starttls' | 'implicit'): Promise<Pop3Listener> =>
      startPop3Listener({
        listener: {
          name: protection === 'implicit' ? 'pop3s' : 'pop3',
          host: '127.0.0.1',
          port: 0,
          tls: protection,
        },
        identity,
        services: this.services,
        engineLimits: pop3Limits,
      });
    this.#pop3 = { starttls: await listenPop3('starttls'), implicit: await listenPop3('implicit') };
    const { submission, submissions } = this.ports;
    this.submissionPorts = [submission, submissions];
  }

  get ports(): Readonly<Record<ListenerName, number>> {
    const { smtp, submission, submissions } = this.#started();
    return { smtp: smtp.port, submission: submission.port, submissions: submissions.port };
  }

  get pop3(): { readonly starttls: Pop3Listener; readonly implicit: Pop3Listener } {
    if (this.#pop3 === null) throw new Error('the server has not been started');
    return this.#pop3;
  }

  /** Connects to a POP3 listener without reading the greeting. */
  async connectPop3(
    protection: 'starttls' | 'implicit' = 'starttls',
    place: ClientPlace = 'remote',
  ): Promise<Pop3Client> {
    const client = await Pop3Client.connect({
      port: this.pop3[protection].port,
      localAddress: ADDRESS_OF[place],
      implicitTls: protection === 'implicit',
    });
    this.#clients.push(client);
    return client;
  }

  /** Opens the mailbox of an account of local.test, named by its local part. */
  async openMailbox(name: string, place: ClientPlace = 'remote'): Promise<Pop3Client> {
    const client = await this.connectPop3('starttls', place);
    const login = `${name}@local.test`;
    await client.line();
    await client.command(`USER ${login}`);
    const opened = await client.command(`PASS ${PASSWORDS.get(login) ?? ''}`);
    if (!opened.startsWith('+OK')) throw new Error(`the mailbox was not opened: ${opened}`);
    return client;
  }

  /** Connects without reading the greeting. */
  async connect(listener: ListenerName, place: ClientPlace): Promise<SmtpClient> {
    const client = await SmtpClient.connect({
      port: this.ports[listener],
      localAddress: ADDRESS_OF[place],
      implicitTls: listener === 'submissions',
    });
    this.#clients.push(client);
    return client;
  }

  /** Connects, reads the greeting and says EHLO. */
  async greet(listener: ListenerName, place: ClientPlace): Promise<SmtpClient> {
    const client = await this.connect(listener, place);
    const greetings = [await client.reply(), await client.command('EHLO client.test')];
    for (const greeting of greetings) if (!/^2[25]0/.test(greeting)) throw new Error(`refused: ${greeting}`);
    return client;
  }

  /** Signs in to an account of local.test, named by its local part. */
  async signIn(client: SmtpClient, name: string): Promise<void> {
    const login = `${name}@local.test`;
    const reply = await client.command(`AUTH PLAIN ${plainResponse(login, PASSWORDS.get(login) ?? '')}`);
    if (!reply.startsWith('235')) throw new Error(`sign-in refused: ${reply}`);
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.reset();
    const listeners = [...Object.values(this.#listeners ?? {}), ...Object.values(this.#pop3 ?? {})];
    await Promise.all(listeners.map((listener) => listener.close(1000)));
    this.log.dispose();
  }

  #started(): Readonly<Record<ListenerName, SmtpListener>> {
    if (this.#listeners === null) throw new Error('the server has not been started');
    return this.#listeners;
  }
}

export async function startWireServer(
  setup: WireSetup = {},
  pop3Limits: Partial<EngineLimits> = {},
): Promise<WireServer> {
  const server = new WireServer(setup);
  await server.start(pop3Limits);
  return server;
}

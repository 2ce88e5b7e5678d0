import { freePort } from '../helpers/postfix.ts';
import { startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';

const PASSWORD = 'exchange-secret';
const ACCOUNTS = Array.from({ length: 20 }, (_, index) => `u${String(index + 1)}`);

export interface Route {
  readonly domain: string;
  readonly port: number;
}

/** One Gatepost of the exchange, in a process of its own. It keeps its ports and its data when it is killed. */
export class Office {
  readonly domain: string;
  readonly ports: { readonly smtp: number; readonly submission: number; readonly pop3: number };
  #routes: readonly Route[] = [];
  #host: HeadlessHost | null = null;

  private constructor(domain: string, ports: Office['ports']) {
    this.domain = domain;
    this.ports = ports;
  }

  static async prepare(domain: string): Promise<Office> {
    return new Office(domain, {
      smtp: await freePort(),
      submission: await freePort(),
      pop3: await freePort(),
    });
  }

  get recipients(): readonly string[] {
    return ACCOUNTS.map((name) => `${name}@${this.domain}`);
  }

  get utf8Recipient(): string {
    return `jürgen@${this.domain}`;
  }

  get password(): string {
    return PASSWORD;
  }

  async start(routes: readonly Route[]): Promise<void> {
    this.#routes = routes;
    this.#host = await startHeadlessHost(this.#setup(), this.#host?.dataFolder);
  }

  /** As if the power had gone, and come back. */
  async killAndRestart(): Promise<void> {
    await this.#running.kill();
    this.#host = await startHeadlessHost(this.#setup(), this.#running.dataFolder);
  }

  /** Lets everything that waits be tried now; answers how much waits. */
  async flush(): Promise<number> {
    const waiting = await this.#running.call('queue.list');
    const ids = waiting.filter(({ state }) => state === 'waiting').map(({ id }) => id);
    if (ids.length > 0) await this.#running.call('queue.retry', ids.slice(0, 10_000));
    return waiting.length;
  }

  /** Every message of every mailbox, under the address that it was sent to. */
  async readAll(found: (recipient: string, content: Buffer) => void): Promise<void> {
    for (const address of this.recipients) await this.#readMailbox(address, address, found);
    await this.#readMailbox(`extra@${this.domain}`, this.utf8Recipient, found);
  }

  errors(): string {
    return this.#running.stderr();
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    await this.#running.remove();
  }

  async #readMailbox(
    account: string,
    recipient: string,
    found: (recipient: string, content: Buffer) => void,
  ): Promise<void> {
    const client = await Pop3Client.open({ port: this.ports.pop3 });
    await client.dialogue(`USER ${account}`, `PASS ${PASSWORD}`);
    const [, listing] = await client.list('LIST');
    for (const line of listing) {
      const [, lines] = await client.list(`RETR ${line.split(' ')[0] ?? ''}`);
      const text = lines.map((stuffed) => `${stuffed.replace(/^\./, '')}\r\n`).join('');
      found(recipient, Buffer.from(text, 'latin1'));
    }
    await client.command('QUIT');
  }

  get #running(): HeadlessHost {
    if (this.#host === null) throw new Error(`${this.domain} has not been started`);
    return this.#host;
  }

  #setup(): WrittenSetup {
    const { domain, ports } = this;
    return {
      hostname: `mail.${domain}`,
      listeners: [
        { name: 'smtp', kind: 'smtp', host: '127.0.0.1', port: ports.smtp, tls: 'starttls' },
        { name: 'submission', kind: 'msa', host: '127.0.0.1', port: ports.submission, tls: 'starttls' },
        { name: 'pop3', kind: 'pop3', host: '127.0.0.1', port: ports.pop3, tls: 'starttls' },
      ],
      localIps: [],
      allowPlaintextAuthFrom: ['127.0.0.0/8'],
      options: { accountLimits: { mode: 'off' } },
      domains: [{ name: domain }],
      accounts: [...ACCOUNTS, 'extra'].map((name) => ({
        address: `${name}@${domain}`,
        password: PASSWORD,
      })),
      aliases: [{ pattern: this.utf8Recipient, targets: [`extra@${domain}`] }],
      outbound: {
        mtaSts: false,
        routes: this.#routes.map((route) => ({
          match: 'recipient',
          domain: route.domain,
          smartHost: { host: '127.0.0.1', port: route.port, tls: 'none' },
        })),
      },
      // Nobody answers there: the sender checks need no DNS to let mail through.
      dns: { servers: ['127.0.0.1:1'] },
      limits: { messageBytes: 64 * 1024 * 1024 },
    };
  }
}

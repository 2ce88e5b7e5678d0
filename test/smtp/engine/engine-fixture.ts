import { onTestFinished } from 'vitest';
import type { EngineLimits } from '../../../server/smtp/engine/engine-limits.ts';
import type { EngineSettings } from '../../../server/smtp/engine/session-handler.ts';
import {
  startListener,
  type Listener,
  type ListenerOptions,
} from '../../../server/smtp/engine/start-listener.ts';
import { SmtpClient } from '../../helpers/smtp-client.ts';
import { testCertificate } from '../../helpers/test-certificate.ts';
import { RecordingHandler, type Answers } from './recording-handler.ts';

export interface FixtureOptions {
  readonly answers?: Answers;
  readonly settings?: Partial<EngineSettings>;
  readonly limits?: Partial<EngineLimits>;
  readonly admit?: NonNullable<ListenerOptions['admit']>;
  readonly onError?: NonNullable<ListenerOptions['onError']>;
}

export interface Fixture {
  readonly listener: Listener;
  /** The handlers of the connections so far, oldest first. */
  readonly handlers: readonly RecordingHandler[];
  /** Connects and reads the greeting. */
  readonly open: () => Promise<SmtpClient>;
  /** Connects, reads the greeting, and sends EHLO. */
  readonly greet: () => Promise<SmtpClient>;
  /** The handler of the only connection, or of the newest. */
  readonly handler: () => RecordingHandler;
}

/** A listener on 127.0.0.1 that ends with the test: `smtp`, STARTTLS, no delay before the greeting, unless said. */
export async function startEngine(options: FixtureOptions = {}): Promise<Fixture> {
  const handlers: RecordingHandler[] = [];
  const listener = await startListener({
    settings: {
      hostname: 'mail.test',
      kind: 'smtp',
      tls: 'starttls',
      messageBytes: 100_000,
      recipients: 100,
      greetingDelayMs: 0,
      ...options.settings,
    },
    tls: await testCertificate(),
    createHandler: () => {
      const handler = new RecordingHandler(options.answers);
      handlers.push(handler);
      return handler;
    },
    host: '127.0.0.1',
    port: 0,
    ...(options.limits && { limits: options.limits }),
    ...(options.admit && { admit: options.admit }),
    ...(options.onError && { onError: options.onError }),
  });
  const clients: SmtpClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.reset();
    await listener.close(0);
  });
  const open = async (): Promise<SmtpClient> => {
    const implicitTls = options.settings?.tls === 'implicit';
    const client = await SmtpClient.open({ port: listener.port, implicitTls });
    clients.push(client);
    return client;
  };
  return {
    listener,
    handlers,
    open,
    greet: async () => {
      const client = await open();
      await client.command('EHLO client.test');
      return client;
    },
    handler: () => {
      const newest = handlers.at(-1);
      if (newest === undefined) throw new Error('no connection yet');
      return newest;
    },
  };
}

/** Replies to a dialogue that has been sent in one write, one per line. */
export async function pipeline(client: SmtpClient, ...lines: readonly string[]): Promise<string[]> {
  client.send(lines.map((line) => `${line}\r\n`).join(''));
  return client.replies(lines.length);
}

import type { SharingHost } from '../contract/settings.ts';
import type { HostConnection } from './host-connection.ts';
import { HostFailure } from './host-failure.ts';
import { sayReply, type HostReply } from './reply-reader.ts';

/** A connection on which EHLO has been answered, under TLS where that was wished for. */
export interface HostGreeting {
  readonly connection: HostConnection;
  /** The answer to the last EHLO. */
  readonly ehlo: HostReply;
}

/** The keywords that the host offers, in upper case, each with its parameters. */
export function offersOf({ ehlo }: Pick<HostGreeting, 'ehlo'>): ReadonlyMap<string, readonly string[]> {
  const [, ...offers] = ehlo.texts;
  return new Map(
    offers.map((offer) => {
      const [keyword = '', ...parameters] = offer.toUpperCase().split(/[ \t]+/);
      return [keyword, parameters];
    }),
  );
}

/**
 * Connects and says EHLO, under TLS as the host's setting has it: `none` never, `opportunistic` where it works,
 * `required` or not at all. Rejects with HostFailure.
 */
export async function securedGreeting(
  { host, tls }: Pick<SharingHost, 'host' | 'tls'>,
  hostname: string,
  connect: () => HostConnection,
): Promise<HostGreeting> {
  const greeting = await greet(connect(), hostname);
  if (tls === 'none') return greeting;
  const { connection } = greeting;
  try {
    if (!offersOf(greeting).has('STARTTLS')) {
      if (tls === 'opportunistic') return greeting;
      throw new HostFailure('it offers no STARTTLS, and TLS is required');
    }
    const ready = await connection.command('STARTTLS');
    if (ready.code !== 220) {
      if (tls === 'opportunistic') return greeting;
      throw new HostFailure(`it answered STARTTLS with ${sayReply(ready)}`);
    }
    await connection.startTls(host);
  } catch (error) {
    connection.close();
    if (tls === 'required' || !(error instanceof HostFailure)) throw error;
    return greet(connect(), hostname); // the handshake failed: without it, from the beginning
  }
  // RFC 3207 §4.2: what the host said before the handshake is forgotten.
  return { connection, ehlo: await sayHello(connection, hostname) };
}

async function greet(connection: HostConnection, hostname: string): Promise<HostGreeting> {
  const banner = await connection.reply();
  if (banner.code !== 220) {
    connection.close();
    throw new HostFailure(`it greeted with ${sayReply(banner)}`);
  }
  return { connection, ehlo: await sayHello(connection, hostname) };
}

async function sayHello(connection: HostConnection, hostname: string): Promise<HostReply> {
  const ehlo = await connection.command(`EHLO ${hostname}`);
  if (ehlo.code === 250) return ehlo;
  connection.close();
  throw new HostFailure(`it answered EHLO with ${sayReply(ehlo)}`);
}

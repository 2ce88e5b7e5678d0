import net from 'node:net';
import type { Clock } from '../contract/clock.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import type { ListenerState } from '../contract/status.ts';
import type { RelayTest } from '../contract/health.ts';
import { HostConnection } from '../callout/host-connection.ts';
import { HostFailure } from '../callout/host-failure.ts';
import { sayReply, type HostReply } from '../callout/reply-reader.ts';
import { within } from '../callout/within.ts';
import type { SelfTestClients } from './self-test-clients.ts';

/** By this name the session log knows the test. It can exist nowhere (RFC 6761 §6.4). */
export const RELAY_TEST_HELLO = 'relay-test.invalid';
/** Addresses that no real client has (RFC 5737, RFC 3849), as which the test is seen. */
export const RELAY_TEST_CLIENTS = ['198.51.100.77', '2001:db8:0:77::1'] as const;
const SENDER = `sender@${RELAY_TEST_HELLO}`;
const RECIPIENT = `recipient@${RELAY_TEST_HELLO}`;
const WHOLE_MS = 15_000;

export interface RelayTestPorts {
  readonly listeners: readonly ListenerState[];
  readonly directory: Pick<DirectoryView, 'localRange' | 'firstLocalDomain'>;
  readonly clients: SelfTestClients;
  readonly clock: Clock;
}

type Outcome = Pick<RelayTest, 'result' | 'detail'>;

/**
 * Whether the `smtp` listener takes mail from anybody to anybody. Real connections to the real listener, from clients
 * that the policy sees as strangers: each try ends with RSET before DATA, so that nothing is left behind but a session
 * in the log. Never rejects.
 */
export async function testRelay(ports: RelayTestPorts): Promise<RelayTest> {
  const transcript: string[] = [];
  const at = ports.clock();
  try {
    const outcome = await within(WHOLE_MS, (signal) => run(ports, transcript, signal));
    return { at, ...outcome, transcript };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { at, result: 'not-possible', detail: `The test broke off: ${why}.`, transcript };
  }
}

async function run(ports: RelayTestPorts, transcript: string[], signal: AbortSignal): Promise<Outcome> {
  const target = ports.listeners.find(isTestable);
  if (target === undefined)
    return notPossible('No listener of kind SMTP runs that can be asked: there is nothing to relay through.');
  const strangers = RELAY_TEST_CLIENTS.filter((ip) => ports.directory.localRange(ip) === null);
  if (strangers.length === 0)
    return notPossible('The Local IPs hold every address, so that there is no client from outside.');
  let tries = 0;
  for (const ip of strangers) {
    transcript.push(`-- as a client at ${ip}, on ${target.name}`);
    const found = await tryAs(ip, target, ports, transcript, signal);
    if (found.kind !== 'refused') return found.outcome;
    tries += found.tries;
  }
  return { result: 'refused', detail: `${tries} of ${tries} tries were refused.` };
}

type Tried =
  | { readonly kind: 'refused'; readonly tries: number }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

async function tryAs(
  ip: string,
  target: Testable,
  { clients, directory }: RelayTestPorts,
  transcript: string[],
  signal: AbortSignal,
): Promise<Tried> {
  const localPort = await freePort(reachableHost(target.host));
  const callOff = clients.expect(localPort, ip);
  const connection = HostConnection.open({
    host: reachableHost(target.host),
    port: target.boundPort,
    localPort,
    resolve: (host) => Promise.resolve([host]),
    signal,
    transcribe: (line) => transcript.push(line),
  });
  try {
    const greeting = await connection.reply();
    if (greeting.code !== 220) return ended(`The listener answered ${sayReply(greeting)}.`);
    await connection.command(`EHLO ${RELAY_TEST_HELLO}`);
    const senders = [`<${SENDER}>`, '<>', ...localSender(directory.firstLocalDomain)];
    for (const sender of senders) {
      const reply = await claim(connection, sender);
      if (reply.code < 400) return { kind: 'ended', outcome: accepted(ip, sender) };
      if (reply.code < 500) return ended(`The listener answered ${sayReply(reply)}.`);
      await connection.command('RSET');
    }
    await connection.command('QUIT');
    return { kind: 'refused', tries: senders.length };
  } finally {
    callOff();
    connection.close();
  }
}

/** The reply that decided: to MAIL where that was refused, else to RCPT. */
async function claim(connection: HostConnection, sender: string): Promise<HostReply> {
  const mail = await connection.command(`MAIL FROM:${sender}`);
  return mail.code === 250 ? connection.command(`RCPT TO:<${RECIPIENT}>`) : mail;
}

/** A stranger who claims to be one of us. */
function localSender(domain: string | null): readonly string[] {
  return domain === null ? [] : [`<postmaster@${domain}>`];
}

function accepted(ip: string, sender: string): Outcome {
  return {
    result: 'accepted',
    detail: `A client at ${ip} could send from ${sender} to another server without signing in.`,
  };
}

function notPossible(detail: string): Outcome {
  return { result: 'not-possible', detail };
}

function ended(detail: string): Tried {
  return { kind: 'ended', outcome: notPossible(detail) };
}

export type Testable = Extract<ListenerState, { readonly state: 'listening' | 'fallback' }>;

export function isTestable(listener: ListenerState): listener is Testable {
  const isOpen = listener.state === 'listening' || listener.state === 'fallback';
  return isOpen && listener.kind === 'smtp' && listener.tls === 'starttls';
}

/** Where a listener on every address of the machine is reached from the machine itself. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** A port from which to come, so that the listener can know the connection when it sees it. */
export function freePort(host: string): Promise<number> {
  const probe = net.createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', () => {
      reject(new HostFailure(`no port is free on ${host}`));
    });
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new HostFailure(`no port is free on ${host}`));
      });
    });
  });
}

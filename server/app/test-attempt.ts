import { HostConnection } from '../callout/host-connection.ts';
import { sayReply, type HostReply } from '../callout/reply-reader.ts';
import { within } from '../callout/within.ts';
import type { ListenerState } from '../contract/status.ts';
import type { TestAttempt } from '../contract/first-run.ts';
import type { LogCursor } from '../contract/log-history.ts';
import { freePort, isTestable, reachableHost, RELAY_TEST_CLIENTS, type Testable } from './relay-test.ts';
import type { SelfTestClients } from './self-test-clients.ts';

const WHOLE_MS = 10_000;

export interface TestAttemptPorts {
  readonly listeners: readonly ListenerState[];
  readonly clients: SelfTestClients;
  /** A name nobody else greets with, by which the session is found again. */
  readonly greeting: string;
  readonly findSession: (greeting: string) => LogCursor | null;
}

/**
 * Claims an address of ours without signing in, as a forger elsewhere would, to write to that very address: a real
 * connection to the real `smtp` listener, from a client that the policy sees as a stranger. It ends before DATA, so that
 * nothing is sent whatever is answered. Never rejects.
 */
export async function attemptAs(sender: string, ports: TestAttemptPorts): Promise<TestAttempt> {
  const { listeners, greeting, findSession } = ports;
  const target = listeners.find(isTestable);
  if (target === undefined)
    return { result: 'not-made', reply: 'No listener of kind SMTP runs.', session: null };
  try {
    const made = await within(WHOLE_MS, (signal) => claim(sender, target, ports, signal));
    return { ...made, session: findSession(greeting) };
  } catch (cause) {
    const reply = cause instanceof Error ? cause.message : String(cause);
    return { result: 'not-made', reply, session: findSession(greeting) };
  }
}

async function claim(
  sender: string,
  target: Testable,
  { clients, greeting }: TestAttemptPorts,
  signal: AbortSignal,
): Promise<Pick<TestAttempt, 'result' | 'reply'>> {
  const host = reachableHost(target.host);
  const localPort = await freePort(host);
  const callOff = clients.expect(localPort, RELAY_TEST_CLIENTS[0]);
  const connection = HostConnection.open({
    host,
    port: target.boundPort,
    localPort,
    resolve: (name) => Promise.resolve([name]),
    signal,
    transcribe: () => undefined,
  });
  try {
    const hello = [await connection.reply(), await connection.command(`EHLO ${greeting}`)];
    const unwilling = hello.find(({ code }) => code >= 300);
    if (unwilling !== undefined) return { result: 'not-made', reply: sayReply(unwilling) };
    const mail = await connection.command(`MAIL FROM:<${sender}>`);
    const last = mail.code < 300 ? await connection.command(`RCPT TO:<${sender}>`) : mail;
    await connection.command('QUIT');
    return { result: resultOf(last), reply: sayReply(last) };
  } finally {
    callOff();
    connection.close();
  }
}

/** A refusal for now, of a full disk for one, says nothing of what is let in. */
function resultOf({ code }: HostReply): TestAttempt['result'] {
  if (code < 300) return 'let-in';
  return code < 500 ? 'not-made' : 'blocked';
}

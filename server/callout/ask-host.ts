import { formatAddress, type Address } from '../contract/address.ts';
import { LOCAL_ONLY_EXTENSION } from '../contract/local-only-extension.ts';
import type { SharingHost } from '../contract/settings.ts';
import { HostConnection, type ResolveHost } from './host-connection.ts';
import { HostFailure } from './host-failure.ts';
import { offersOf, securedGreeting, type HostGreeting } from './host-greeting.ts';
import { sayReply } from './reply-reader.ts';
import { signInToHost } from './sign-in-to-host.ts';

/** Whether a host takes mail for an address. `reply` is its answer in one line, `reason` a sentence fragment. */
export type HostAnswer =
  | { readonly kind: 'found'; readonly reply: string }
  | { readonly kind: 'not-found'; readonly reply: string }
  | { readonly kind: 'error'; readonly reason: string };

export type HostToAsk = Pick<SharingHost, 'host' | 'port' | 'tls' | 'login'>;

export interface Asking {
  /** How this server calls itself. */
  readonly hostname: string;
  readonly resolve: ResolveHost;
  /** Gives the question up; its reason, a HostFailure, is then the answer. */
  readonly signal: AbortSignal;
  /** Takes each line of the conversation, without secrets. */
  readonly transcribe?: (line: string) => void;
}

export type AskHost = (host: HostToAsk, address: Address, asking: Asking) => Promise<HostAnswer>;

/**
 * Asks one host over SMTP whether it takes mail for an address, as far as RCPT and no further: EHLO, STARTTLS and
 * AUTH as the host is set up, `MAIL FROM:<>`, RCPT, RSET, QUIT. 250 and 251 to RCPT are "found", 5xx is "not found",
 * and everything else an error. Never rejects.
 */
export const askHost: AskHost = async (host, address, asking) => {
  const { resolve, signal, transcribe = () => undefined } = asking;
  const connect = (): HostConnection =>
    HostConnection.open({ host: host.host, port: host.port, resolve, signal, transcribe });
  try {
    const greeting = await securedGreeting(host, asking.hostname, connect);
    try {
      return await converse(greeting, host, address);
    } finally {
      greeting.connection.close();
    }
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    return { kind: 'error', reason: error.message };
  }
};

async function converse(greeting: HostGreeting, host: HostToAsk, address: Address): Promise<HostAnswer> {
  const { connection } = greeting;
  if (host.login !== null) await signInToHost(greeting, host.login);
  const needsUtf8 = !isAscii(formatAddress(address));
  if (needsUtf8 && !offersOf(greeting).has('SMTPUTF8')) {
    await takeLeave(connection);
    // RFC 6531 §3.2: no message to such an address can be sent there.
    return { kind: 'not-found', reply: 'it offers no SMTPUTF8, which the address needs' };
  }
  const mail = await connection.command(mailCommand(greeting, needsUtf8));
  if (mail.code !== 250) throw new HostFailure(`it answered MAIL with ${sayReply(mail)}`);
  const rcpt = await connection.command(`RCPT TO:<${formatAddress(address)}>`);
  const reply = sayReply(rcpt);
  if (rcpt.code !== 421) await takeLeave(connection);
  if (rcpt.code === 250 || rcpt.code === 251) return { kind: 'found', reply };
  if (rcpt.code >= 500) return { kind: 'not-found', reply };
  return { kind: 'error', reason: `it answered RCPT with ${reply}` };
}

function mailCommand(greeting: HostGreeting, needsUtf8: boolean): string {
  const isGatepost = offersOf(greeting).has(LOCAL_ONLY_EXTENSION);
  return [
    'MAIL FROM:<>',
    ...(needsUtf8 ? ['SMTPUTF8'] : []),
    ...(isGatepost ? [LOCAL_ONLY_EXTENSION] : []),
  ].join(' ');
}

/** The answer is known; how the host takes the farewell changes nothing. */
async function takeLeave(connection: HostConnection): Promise<void> {
  try {
    await connection.command('RSET');
    await connection.command('QUIT');
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
  }
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

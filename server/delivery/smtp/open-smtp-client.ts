import { isIP } from 'node:net';
import tls from 'node:tls';
import type { Options } from 'nodemailer/lib/smtp-connection';
import type { Clock } from '../../contract/clock.ts';
import { checkCertificate } from './check-certificate.ts';
import { connectSocket } from './connect-socket.ts';
import { ownFailure, type FailureWords } from './failure.ts';
import { isLoopback } from './ip-ranges.ts';
import type { MailServer } from './mail-server.ts';
import { refusalOf } from './refusal-of.ts';
import { SmtpClient } from './smtp-client.ts';
import type { SmtpTimeouts } from './smtp-timeouts.ts';
import type { TlsPolicy } from './tls-policy.ts';
import { readHostError, type LibraryError } from './transaction-result.ts';
import type { ConnectionRecord, OpenRecord } from './transport.ts';
import { whenCalled } from './when-called.ts';
import { WireConnection } from './wire-connection.ts';

export interface ClientPorts {
  /** What EHLO says. */
  readonly hostname: () => string;
  readonly clock: Clock;
  readonly openRecord: OpenRecord;
  readonly timeouts: SmtpTimeouts;
  /** By which certificates are checked where a policy asks for it. */
  readonly authorities: () => tls.SecureContext;
}

export type OpenedClient =
  | { readonly kind: 'open'; readonly client: SmtpClient }
  | { readonly kind: 'failed'; readonly failure: FailureWords };

type Attempt = OpenedClient | { readonly kind: 'tls-failed'; readonly reason: string };

/** Longer replies to one command are an attack. */
const MAX_REPLY_BYTES = 65_536;

/** Connects, greets, secures and signs in as the server's entry asks. Never rejects. */
export async function openSmtpClient(
  server: MailServer,
  ports: ClientPorts,
  signal: AbortSignal,
): Promise<OpenedClient> {
  const [ip = ''] = server.addresses;
  const record = ports.openRecord({ host: server.name, ip, port: server.port });
  let attempt = await attemptToOpen(server, server.tls, ports, record, signal);
  if (attempt.kind === 'tls-failed') {
    // RFC 7435 §3: opportunistic security does with less rather than without mail.
    record.line('note', `TLS failed (${attempt.reason}); trying again without`);
    attempt = await attemptToOpen(server, { kind: 'none' }, ports, record, signal);
  }
  if (attempt.kind === 'open') return attempt;
  const failure =
    attempt.kind === 'failed' ? attempt.failure : ownFailure('4.4.2', `TLS failed: ${attempt.reason}`);
  record.refused(refusalOf(failure));
  record.close();
  return { kind: 'failed', failure };
}

async function attemptToOpen(
  server: MailServer,
  policy: TlsPolicy,
  ports: ClientPorts,
  record: ConnectionRecord,
  signal: AbortSignal,
): Promise<Attempt> {
  const { addresses, port, name } = server;
  const connected = await connectSocket(addresses, port, ports.timeouts.connect, signal);
  if (connected.kind === 'failed')
    return failed('4.4.1', `${name} cannot be reached on port ${String(port)}: ${connected.reason}`);
  record.line('note', `connected to ${connected.ip} port ${String(port)}`);
  const options = { ...connectionOptions(server, policy, ports), connection: connected.socket };
  const wire = new WireConnection(options, (from, text) => {
    record.line(from, text);
  });
  const interrupt = (): void => {
    connected.socket.destroy(new Error('interrupted'));
  };
  signal.addEventListener('abort', interrupt);
  const attempt = await greet(server, policy, ports, record, wire, connected.ip);
  signal.removeEventListener('abort', interrupt);
  if (attempt.kind !== 'open') {
    // What a connection says while it is given up is no news.
    wire.on('error', () => undefined);
    if (wire.destroyed) wire.socket?.destroy();
    else wire.close();
  }
  return attempt;
}

async function greet(
  server: MailServer,
  policy: TlsPolicy,
  ports: ClientPorts,
  record: ConnectionRecord,
  wire: WireConnection,
  ip: string,
): Promise<Attempt> {
  const tlsUpgrade = { hasFailed: false };
  wire.on('error', () => {
    tlsUpgrade.hasFailed ||= wire.upgrading === true;
  });
  const error = await whenCalled(wire, (done) => {
    wire.connect(done);
  });
  if (error !== null && tlsUpgrade.hasFailed && policy.kind === 'opportunistic')
    return { kind: 'tls-failed', reason: error.message };
  if (error !== null)
    return { kind: 'failed', failure: handshakeFailure(server, error, tlsUpgrade.hasFailed) };
  const { socket } = wire;
  if (wire.destroyed || socket === null)
    return failed('4.4.2', `${server.name} ended the connection at once`);

  const isSecured = socket instanceof tls.TLSSocket;
  if (policy.kind === 'required') {
    const reason = isSecured
      ? checkCertificate(policy.check, hostOf(server), socket, ports.clock())
      : `${server.name} offers no TLS`;
    if (reason !== null) return failed('4.7.5', reason);
  }
  const description = isSecured ? [socket.getProtocol() ?? 'TLS', socket.getCipher().name].join(' ') : null;
  record.update({ tls: description, helo: ports.hostname() });
  const refusal = await signIn(server, wire, isSecured || isLoopback(ip));
  if (refusal !== null) return { kind: 'failed', failure: refusal };
  const client = new SmtpClient(wire, description, ports.timeouts, record);
  client.onEnd(() => {
    record.close();
  });
  return { kind: 'open', client };
}

/** RFC 4954 §4: a login goes over TLS only, or not beyond this machine. */
async function signIn(
  { login, name }: MailServer,
  wire: WireConnection,
  isPrivate: boolean,
): Promise<FailureWords | null> {
  if (login === null) return null;
  if (!isPrivate) return ownFailure('4.7.0', `${name} offers no TLS, without which the login is not sent`);
  if (!wire.allowsAuth) return ownFailure('4.7.0', `${name} offers no way to sign in`);
  wire.isSigningIn = true;
  const error = await whenCalled(wire, (done) => {
    wire.login({ user: login.user, pass: login.password }, done);
  });
  wire.isSigningIn = false;
  if (error === null) return null;
  const failure = readHostError(error);
  return { ...failure, text: `${name} refuses the login: ${failure.text}` };
}

function connectionOptions(server: MailServer, policy: TlsPolicy, ports: ClientPorts): Options {
  const { timeouts } = ports;
  const host = hostOf(server);
  const checksName = policy.kind === 'required' && policy.check.kind === 'name';
  return {
    host,
    port: server.port,
    name: ports.hostname(),
    secure: policy.kind === 'required' && policy.start === 'connect',
    requireTLS: policy.kind === 'required' && policy.start === 'starttls',
    ignoreTLS: policy.kind === 'none',
    opportunisticTLS: policy.kind === 'opportunistic',
    ...(isIP(host) === 0 && { servername: host }),
    tls: {
      // The certificate is judged once the handshake is over, see checkCertificate.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(checksName && { secureContext: ports.authorities() }),
    },
    connectionTimeout: timeouts.greeting + timeouts.command,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.command,
    maxResponseSize: MAX_REPLY_BYTES,
  };
}

/** The name without the brackets of an address literal. */
function hostOf({ name }: MailServer): string {
  return name.replace(/^\[(?:ipv6:)?(.*)\]$/i, '$1');
}

function handshakeFailure(server: MailServer, error: LibraryError, failedInTls: boolean): FailureWords {
  const failure = readHostError(error);
  if (failedInTls) return ownFailure('4.7.5', `${server.name}: TLS failed: ${failure.text}`);
  if (error.command === 'STARTTLS')
    return { ...failure, text: `${server.name} offers no TLS: ${failure.text}` };
  return failure.code === null ? { ...failure, text: `${server.name}: ${failure.text}` } : failure;
}

function failed(enhanced: string, text: string): OpenedClient {
  return { kind: 'failed', failure: ownFailure(enhanced, text) };
}

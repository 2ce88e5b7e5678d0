import { base64, plainResponse, SmtpClient } from '../../helpers/smtp-client.ts';
import type { Office } from './office.ts';

/** What mail programs do outside the window. */

export interface Sent {
  /** Who signs in; nobody where it is absent. */
  readonly account?: 'u1' | 'u2';
  readonly sender: string;
  /** The address of the From: header; the sender's where it is absent. */
  readonly header?: string;
  readonly recipient?: string;
  /** Where the client comes from, in 127.0.0.0/8. */
  readonly ip?: string;
}

/** Sends one message, signed in on the submission port or a stranger on port 25; answers the last reply it got. */
export async function send(
  { port }: Office,
  { account, sender, header = sender, recipient = 'u2@local.test', ip }: Sent,
): Promise<string> {
  const from = ip === undefined ? {} : { localAddress: ip };
  const client = await SmtpClient.connect(
    account === undefined
      ? { port: await port('smtp'), ...from }
      : { port: await port('submissions'), implicitTls: true, ...from },
  );
  const lines = [
    'EHLO client.example',
    ...(account === undefined ? [] : [`AUTH PLAIN ${loginOf(account)}`]),
    `MAIL FROM:<${sender}>`,
    `RCPT TO:<${recipient}>`,
    'DATA',
    `From: <${header}>\r\nTo: <${recipient}>\r\nSubject: A walk\r\n\r\nGood morning\r\n.`,
  ];
  let reply = await client.reply();
  for (const line of lines) {
    if (/^[45]/.test(reply)) break;
    reply = await client.command(line);
  }
  client.send('QUIT\r\n');
  await client.closed;
  return reply;
}

/** What the server says first to who connects from there. */
export async function greeting({ port }: Office, ip = '127.0.0.1'): Promise<string> {
  const client = await SmtpClient.connect({ port: await port('smtp'), localAddress: ip });
  const line = await client.reply().catch(() => '');
  client.reset();
  return line;
}

/** What would give an account away: its password, and the form in which AUTH carries it. */
export function secretsOf(account: 'u1' | 'u2'): readonly string[] {
  return [passwordOf(account), base64(passwordOf(account)), loginOf(account)];
}

function loginOf(account: 'u1' | 'u2'): string {
  return plainResponse(`${account}@local.test`, passwordOf(account));
}

function passwordOf(account: 'u1' | 'u2'): string {
  return account === 'u1' ? 'secret-1' : 'secret-2';
}

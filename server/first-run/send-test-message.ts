import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { TestMessage } from '../contract/first-run.ts';
import type { LogCursor } from '../contract/log-history.ts';

const CONNECT_MS = 10_000;
/** How often and for how long the mailbox is looked into. */
const LOOK_EVERY_MS = 100;
const LOOK_FOR_MS = 5000;

/** A listener that runs, as this machine itself reaches it. */
export interface ReachedListener {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit';
}

export interface TestMessagePorts {
  readonly listener: ReachedListener | null;
  /** PEM: what the listener must show, so that the password reaches nobody else. */
  readonly certificate: string;
  readonly greeting: string;
  readonly findSession: (greeting: string) => LogCursor | null;
  /** Whether a message with this text in it lies in the account's mailbox. */
  readonly hasMessage: (account: string, text: string) => Promise<boolean>;
}

type Step = TestMessage['steps'][number];

/**
 * Does what a mail program does: signs in at the submission listener over TLS, sends a message to its own address, and
 * looks for it in the mailbox. The password goes to the listener and nowhere else.
 */
export async function sendTestMessage(
  account: string,
  password: string,
  ports: TestMessagePorts,
): Promise<TestMessage> {
  const { listener, greeting, findSession } = ports;
  const steps: Step[] = [];
  const ended = (result: TestMessage['result'], text: string, ok = false): TestMessage => {
    steps.push({ text, ok });
    return { result, steps, session: findSession(greeting) };
  };
  if (listener === null) return ended('not-sent', 'No submission listener is running.');
  const { host, port } = listener;
  const transport = transportTo(listener, { account, password, ...ports });
  try {
    // Connects, says STARTTLS where TLS is not implicit, and signs in.
    await transport.verify();
    steps.push({ text: `Connected to port ${port} of ${host} over TLS.`, ok: true });
    steps.push({ text: `Signed in as ${account}.`, ok: true });
    const mark = randomBytes(12).toString('hex');
    const { response } = await transport.sendMail(messageOf(account, mark));
    steps.push({ text: `Sent a message to ${account}: ${response}`, ok: true });
    const isThere = await eventually(() => ports.hasMessage(account, mark));
    return isThere
      ? ended('delivered', `The message lies in the mailbox of ${account}.`, true)
      : ended('not-sent', `The message was accepted, but is not in the mailbox of ${account} yet.`);
  } catch (cause) {
    return ended(...describe(cause));
  } finally {
    transport.close();
  }
}

function transportTo(
  { host, port, tls }: ReachedListener,
  { account, password, certificate, greeting }: TestMessagePorts & { account: string; password: string },
) {
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: true,
    name: greeting,
    auth: { user: account, pass: password },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: CONNECT_MS,
    tls: {
      // Our own certificate and no other, whoever signed it and whatever name it has.
      ca: certificate,
      allowPartialTrustChain: true,
      checkServerIdentity: () => undefined,
    },
  });
}

function messageOf(account: string, mark: string) {
  return {
    from: account,
    to: account,
    messageId: `<${mark}@${account.slice(account.lastIndexOf('@') + 1)}>`,
    subject: 'Gatepost works',
    text: 'This message was sent by Gatepost to try the way that your mail takes.\r\nYou may delete it.\r\n',
  };
}

async function eventually(holds: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return holds();
}

/** What the server said, or why it was not reached. nodemailer puts no password in its errors. */
function describe(cause: unknown): [TestMessage['result'], string] {
  if (!(cause instanceof Error)) return ['not-sent', String(cause)];
  const response = 'response' in cause && typeof cause.response === 'string' ? cause.response : null;
  return response === null ? ['not-sent', `${cause.message}.`] : ['refused', `The server said: ${response}`];
}

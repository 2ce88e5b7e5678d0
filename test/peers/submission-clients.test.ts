import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from '../install-tools.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';

/** Mail programs that others wrote submit mail on both submission ports, and hear why when they may not. */

interface Submission {
  readonly port: number;
  readonly tls: 'starttls' | 'implicit';
  readonly from: string;
  readonly to: string;
}
interface Outcome {
  readonly accepted: boolean;
  readonly output: string;
}
type Client = (submission: Submission) => Promise<Outcome>;

let host: HeadlessHost;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-clients-'));
  host = await startHeadlessHost(OFFICE);
});
afterAll(async () => {
  await host.stop();
  await host.remove();
  await rm(folder, { recursive: true, force: true });
});

const message = ({ from, to }: Submission): string =>
  `From: <${from}>\r\nTo: <${to}>\r\nSubject: a test\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@local.test>\r\n\r\nHello.\r\n.dot\r\n`;

/** The client's certificate check is off in all of them: the certificate is self-signed. */
const CLIENTS: Readonly<Record<string, Client>> = {
  swaks: ({ port, tls, from, to }) =>
    run('swaks', [
      ...['--server', '127.0.0.1', '--port', String(port), '--from', from, '--to', to],
      ...['--auth', 'LOGIN', '--auth-user', 'u1@local.test', '--auth-password', 'secret-1'],
      tls === 'implicit' ? '--tls-on-connect' : '--tls',
    ]),
  curl: async (submission) => {
    const { port, tls, from, to } = submission;
    const file = path.join(folder, 'curl.eml');
    await writeFile(file, message(submission));
    const url = `${tls === 'implicit' ? 'smtps' : 'smtp'}://127.0.0.1:${String(port)}/client.example`;
    const options = ['-sS', '-v', '--insecure', '--ssl-reqd', '--user', 'u1@local.test:secret-1'];
    return run('curl', [...options, '--mail-from', from, '--mail-rcpt', to, '--upload-file', file, url]);
  },
  msmtp: (submission) => {
    const { port, tls, from, to } = submission;
    return run(
      'msmtp',
      [
        ...['--host=127.0.0.1', `--port=${String(port)}`, '--auth=plain', '--user=u1@local.test'],
        ...["--passwordeval=printf 'secret-1'", '--tls=on', '--tls-certcheck=off', `--from=${from}`],
        ...[`--tls-starttls=${tls === 'implicit' ? 'off' : 'on'}`, '--', to],
      ],
      message(submission),
    );
  },
  'smtplib of Python': (submission) =>
    run(
      'python3',
      ['-c', PYTHON, String(submission.port), submission.tls, submission.from, submission.to],
      message(submission),
    ),
  nodemailer: async ({ port, tls, from, to }) => {
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      auth: { user: 'u1@local.test', pass: 'secret-1' },
      tls: { rejectUnauthorized: false },
    });
    try {
      const info = await transport.sendMail({ from, to, subject: 'a test', text: 'Hello.' });
      return { accepted: true, output: info.response };
    } catch (error) {
      return { accepted: false, output: (error as Error).message };
    } finally {
      transport.close();
    }
  },
};

const PYTHON = `
import smtplib, ssl, sys
port, tls, sender, recipient = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
context = ssl._create_unverified_context()
if tls == 'implicit':
    client = smtplib.SMTP_SSL('127.0.0.1', port, context=context)
else:
    client = smtplib.SMTP('127.0.0.1', port)
    client.starttls(context=context)
client.login('u1@local.test', 'secret-1')
client.sendmail(sender, [recipient], sys.stdin.read())
client.quit()
`;

describe.each(Object.entries(CLIENTS))('%s', (name, submit) => {
  const isHere = name === 'nodemailer' || isInstalled(name === 'smtplib of Python' ? 'python3' : name);
  if (!isHere) process.stderr.write(`${name} is not installed: its tests are skipped\n`);

  test.runIf(isHere).for([
    ['submission', 'starttls'],
    ['submissions', 'implicit'],
  ] as const)('submits as its own account on %s and the mail is in the mailbox', async ([listener, tls]) => {
    const before = await host.call('mailboxes.list', 'u2@local.test');
    const port = host.port(listener);
    const outcome = await submit({ port, tls, from: 'u1@local.test', to: 'u2@local.test' });
    expect(outcome).toMatchObject({ accepted: true });
    const after = await host.call('mailboxes.list', 'u2@local.test');
    expect(after.length).toBe(before.length + 1);
  });

  test.runIf(isHere)('is told which address it may not use, and the log names the option', async () => {
    const port = host.port('submission');
    const outcome = await submit({ port, tls: 'starttls', from: 'u2@local.test', to: 'u2@local.test' });
    expect(outcome.accepted).toBe(false);
    expect(outcome.output).toMatch(/5\.7\.1/);
    const { sessions } = await host.call('log.tail', 1);
    expect(sessions[0]).toMatchObject({
      result: 'blocked',
      account: 'u1@local.test',
      sender: 'u2@local.test',
      refusal: { rule: 'returnPathMustMatch', option: 'returnPathMustMatch', code: 550, enhanced: '5.7.1' },
    });
  });
});

function run(program: string, args: readonly string[], input = ''): Promise<Outcome> {
  const promise = promisify(execFile)(program, args, { timeout: 30_000 });
  promise.child.stdin?.end(input);
  return promise.then(
    ({ stdout, stderr }) => ({ accepted: true, output: stdout + stderr }),
    (error: unknown) => {
      const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
      return { accepted: false, output: stdout + stderr };
    },
  );
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import nodemailer from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from '../install-tools.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';

/** Mail programs that others wrote fetch mail on both POP3 ports, and delete what they have fetched. */

type Protection = 'starttls' | 'implicit';
interface Fetch {
  readonly port: number;
  readonly tls: Protection;
  /** A folder of its own for whatever the program writes. */
  readonly folder: string;
}
interface Client {
  readonly program: string;
  readonly speaks: readonly Protection[];
  /** Answers what was fetched, as text. */
  readonly fetch: (fetch: Fetch) => Promise<string>;
}

const BOTH: readonly Protection[] = ['starttls', 'implicit'];
const BODIES = ['First.\n.one dot\n..two dots\n.\nafter a dot', 'Second, in 8 bits: é.'] as const;

let host: HeadlessHost;
let folder: string;

beforeAll(async () => {
  host = await startHeadlessHost({
    ...OFFICE,
    listeners: [
      ...(OFFICE.listeners ?? []),
      { name: 'pop3', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'starttls' },
      { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' },
    ],
  });
});
afterAll(async () => {
  await host.stop();
  await host.remove();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-pop3-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The client's certificate check is off in all of them: the certificate is self-signed. */
const CLIENTS: Readonly<Record<string, Client>> = {
  'poplib of Python': {
    program: 'python3',
    speaks: BOTH,
    fetch: ({ port, tls }) => run('python3', ['-c', PYTHON, String(port), tls]),
  },

  curl: {
    program: 'curl',
    speaks: BOTH,
    fetch: async ({ port, tls }) => {
      const url = `${tls === 'implicit' ? 'pop3s' : 'pop3'}://127.0.0.1:${String(port)}`;
      const options = ['-sS', '--insecure', '--ssl-reqd', '--user', 'u1@local.test:secret-1'];
      const fetched = [
        await run('curl', [...options, `${url}/1`]),
        await run('curl', [...options, `${url}/2`]),
      ];
      for (const number of ['2', '1'])
        await run('curl', [...options, '--head', '--request', 'DELE', `${url}/${number}`]);
      return fetched.join('');
    },
  },

  fetchmail: {
    program: 'fetchmail',
    speaks: BOTH,
    fetch: async ({ port, tls, folder: home }) => {
      const mailbox = path.join(home, 'mailbox');
      const rc = path.join(home, 'fetchmailrc');
      await writeFile(
        rc,
        `poll 127.0.0.1 protocol POP3 port ${String(port)} user "u1@local.test" password "secret-1"
           ${tls === 'implicit' ? 'ssl' : ''} sslproto "tls1.2+" no sslcertck fetchall mda "cat >> ${mailbox}"\n`,
        { mode: 0o600 },
      );
      const files = [
        '--fetchmailrc',
        rc,
        '--idfile',
        path.join(home, 'ids'),
        '--pidfile',
        path.join(home, 'pid'),
      ];
      await run('fetchmail', ['--nosyslog', ...files], { HOME: home });
      return readFile(mailbox, 'utf8');
    },
  },

  mpop: {
    program: 'mpop',
    speaks: BOTH,
    fetch: async ({ port, tls, folder: home }) => {
      const mailbox = path.join(home, 'mailbox');
      await run('mpop', [
        ...['--host=127.0.0.1', `--port=${String(port)}`, '--auth=plain', '--user=u1@local.test'],
        ...["--passwordeval=printf 'secret-1'", '--tls=on', '--tls-certcheck=off', '--keep=off'],
        ...[`--tls-starttls=${tls === 'implicit' ? 'off' : 'on'}`, `--delivery=mbox,${mailbox}`],
        `--uidls-file=${path.join(home, 'uidls')}`,
      ]);
      return readFile(mailbox, 'utf8');
    },
  },

  getmail6: {
    program: 'getmail',
    speaks: ['implicit'],
    fetch: async ({ port, folder: home }) => {
      const mailbox = path.join(home, 'mailbox');
      await writeFile(
        path.join(home, 'getmailrc'),
        `[retriever]\ntype = SimplePOP3SSLRetriever\nserver = 127.0.0.1\nport = ${String(port)}
username = u1@local.test\npassword = secret-1\n[destination]\ntype = MDA_external\npath = /bin/sh
arguments = ("-c", "cat >> ${mailbox}")\nallow_root_commands = true
[options]\ndelete = true\n`,
        { mode: 0o600 },
      );
      await run('getmail', ['--getmaildir', home, '--rcfile', 'getmailrc'], { HOME: home });
      return readFile(mailbox, 'utf8');
    },
  },
};

const PYTHON = `
import poplib, ssl, sys
port, tls = int(sys.argv[1]), sys.argv[2]
context = ssl._create_unverified_context()
if tls == 'implicit':
    client = poplib.POP3_SSL('127.0.0.1', port, context=context)
else:
    client = poplib.POP3('127.0.0.1', port)
    client.stls(context=context)
assert 'UIDL' in client.capa()
client.user('u1@local.test')
client.pass_('secret-1')
count, octets = client.stat()
listed = [int(line.split()[1]) for line in client.list()[1]]
assert len(set(client.uidl()[1])) == count
for number in range(1, count + 1):
    lines = client.retr(number)[1]
    content = b''.join(line + b'\\r\\n' for line in lines)
    assert len(content) == listed[number - 1], (len(content), listed)
    assert client.top(number, 0)[1] == lines[:lines.index(b'') + 1]
    sys.stdout.buffer.write(content)
    client.dele(number)
assert sum(listed) == octets
client.quit()
`;

describe.each(Object.entries(CLIENTS))('%s', (name, { program, speaks, fetch }) => {
  const isHere = isInstalled(program);
  if (!isHere) process.stderr.write(`${name} is not installed: its tests are skipped\n`);

  test.runIf(isHere).for(speaks)('fetches and deletes what was delivered (%s)', async (tls) => {
    for (const text of BODIES) await deliver(text);
    const fetched = await fetch({ port: host.port(tls === 'implicit' ? 'pop3s' : 'pop3'), tls, folder });
    const lines = fetched.replaceAll('\r\n', '\n');
    for (const text of BODIES) expect(lines).toContain(text);
    expect(lines).toContain('Return-Path: <u1@local.test>');
    expect(lines).not.toContain('X-Gatepost-Envelope');
    expect(await host.call('mailboxes.list', 'u1@local.test')).toEqual([]);
    const { sessions } = await host.call('log.tail', 1);
    expect(sessions[0]).toMatchObject({ listenerKind: 'pop3', account: 'u1@local.test', refusal: null });
  });
});

async function deliver(text: string): Promise<void> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: host.port('submission'),
    requireTLS: true,
    auth: { user: 'u1@local.test', pass: 'secret-1' },
    tls: { rejectUnauthorized: false },
  });
  await transport.sendMail({
    envelope: { from: 'u1@local.test', to: 'u1@local.test' },
    raw: `From: u1@local.test\r\nSubject: a test\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`,
  });
  transport.close();
}

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const running = promisify(execFile)(program, args, { timeout: 30_000, env: { ...process.env, ...env } });
  running.child.stdin?.end();
  return (await running).stdout;
}

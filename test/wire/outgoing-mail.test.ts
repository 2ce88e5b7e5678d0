import { afterEach, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';
import {
  startScriptedSmtpServer,
  type ScriptedServer,
  type ScriptedServerOptions,
} from '../helpers/scripted-smtp-server.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';
import { testCertificate } from '../helpers/test-certificate.ts';

/** The real program takes mail from an account and sends it to other servers, over real sockets. */

const running: { stop: () => Promise<unknown> }[] = [];
const folders: { remove: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  for (const one of folders.splice(0)) await one.remove();
});

async function otherServer(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedSmtpServer(options);
  running.push(server);
  return server;
}

function office(outbound: WrittenSetup['outbound']): WrittenSetup {
  const pop3 = { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' } as const;
  return { ...OFFICE, listeners: [...(OFFICE.listeners ?? []), pop3], outbound };
}

function smartHost({ port }: ScriptedServer) {
  return { host: '127.0.0.1', port, tls: 'none' } as const;
}

async function startOffice(setup: WrittenSetup, existingData?: string): Promise<HeadlessHost> {
  const host = await startHeadlessHost(setup, existingData);
  running.push(host);
  if (existingData === undefined) folders.push(host);
  return host;
}

/** Sends as u1 and expects it to be taken. */
async function submit(host: HeadlessHost, recipients: readonly string[], mailParameters = ''): Promise<void> {
  const client = await SmtpClient.open({ port: host.port('submissions'), implicitTls: true });
  const replies = await client.dialogue(
    'EHLO client.test',
    `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`,
    `MAIL FROM:<u1@local.test>${mailParameters}`,
    ...recipients.map((recipient) => `RCPT TO:${recipient.includes('<') ? recipient : `<${recipient}>`}`),
    'DATA',
  );
  replies.push(
    await client.command(
      'From: <u1@local.test>\r\nSubject: an offer\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <offer@local.test>\r\n\r\nHello.\r\n..dot\r\n.',
    ),
  );
  client.end();
  const refused = replies.filter((reply) => !/^[23]/.test(reply));
  if (refused.length > 0) throw new Error(`refused: ${refused.join(' | ')}`);
}

/** The messages in the mailbox of u1. */
async function mailbox(host: HeadlessHost): Promise<readonly string[]> {
  const client = await Pop3Client.connect({ port: host.port('pop3s'), implicitTls: true });
  await client.line();
  await client.command('USER u1@local.test');
  await client.command('PASS secret-1');
  const [, listing] = await client.list('LIST');
  const messages: string[] = [];
  for (const line of listing) {
    const [, lines] = await client.list(`RETR ${line.split(' ')[0] ?? ''}`);
    messages.push(lines.join('\r\n'));
  }
  await client.command('QUIT');
  client.end();
  return messages;
}

async function queued(host: HeadlessHost) {
  const entries = await host.call('queue.list');
  return entries.map(({ recipient, state, attempts, lastFailure }) => ({
    recipient,
    state,
    attempts,
    why: lastFailure?.text ?? null,
  }));
}

/** Messages that came; one without accepted recipients is ended empty where commands were sent ahead (RFC 2920). */
function received(server: ScriptedServer): number {
  return server.messages().filter((message) => message !== '').length;
}

const TRY_LATER = (line: string) => (line.startsWith('RCPT') ? '450 4.2.0 Greylisted' : undefined);
const WAITS = [
  {
    recipient: 'joe@remote.test',
    state: 'waiting',
    attempts: 1,
    why: expect.stringContaining('Greylisted') as string,
  },
];

test('mail goes to the smart host, signed in and over TLS, as it was written', async () => {
  const server = await otherServer({
    certificate: await testCertificate(),
    offers: ['AUTH PLAIN', 'PIPELINING'],
  });
  const login = { user: 'office', password: 'relay-secret' };
  const host = await startOffice(
    office({ mode: 'smart-host', smartHost: { ...smartHost(server), tls: 'required', login } }),
  );
  await submit(host, ['joe@remote.test', 'ann@other.test']);
  await eventually(() => queued(host)).toEqual([]);
  const [session] = server.sessions;
  expect(session?.isSecure).toBe(true);
  expect(session?.commands).toContain(`AUTH PLAIN ${plainResponse('office', 'relay-secret')}`);
  expect(session?.commands.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
    'MAIL FROM:<u1@local.test>',
    'RCPT TO:<joe@remote.test>',
    'RCPT TO:<ann@other.test>',
  ]);
  const [message = ''] = server.messages();
  expect(message).toMatch(/^Received: from client\.test /m);
  expect(message).not.toMatch(/^Return-Path:|^X-Gatepost/m);
  expect(message.endsWith('\r\n\r\nHello.\r\n..dot\r\n')).toBe(true);
});

test('what another server refuses comes back to the mailbox of who sent it', async () => {
  const server = await otherServer({
    answer: (line) => (line.startsWith('RCPT TO:<joe@') ? '550 5.1.1 No such user' : undefined),
  });
  const host = await startOffice(office({ mode: 'smart-host', smartHost: smartHost(server) }));
  await submit(
    host,
    ['<joe@remote.test> ORCPT=rfc822;Joe@remote.test', 'ann@remote.test'],
    ' RET=FULL ENVID=offer-1',
  );
  await eventually(async () => (await mailbox(host)).length).toBe(1);
  const [report = ''] = await mailbox(host);
  for (const line of [
    'Return-Path: <>',
    'From: Mail Delivery System <postmaster@local.test>',
    'To: <u1@local.test>',
    'In-Reply-To: <offer@local.test>',
    '    joe@remote.test',
    'Original-Envelope-Id: offer-1',
    'Original-Recipient: rfc822; Joe@remote.test',
    'Final-Recipient: rfc822; joe@remote.test',
    'Action: failed',
    'Status: 5.1.1',
    'Content-Type: message/rfc822',
    'Subject: an offer',
    'Hello.',
  ])
    expect(report.split('\r\n')).toContain(line);
  expect(report).not.toContain('ann@remote.test\r\n');
  expect(received(server)).toBe(1);
});

test('who asks to be told of a delivery is told, of mailboxes here and of servers that do not tell', async () => {
  const server = await otherServer({ offers: ['PIPELINING'] });
  const host = await startOffice(office({ mode: 'smart-host', smartHost: smartHost(server) }));
  await submit(host, ['<u2@local.test> NOTIFY=SUCCESS', '<joe@remote.test> NOTIFY=SUCCESS,FAILURE']);
  await eventually(async () => (await mailbox(host)).length).toBe(2);
  const reports = await mailbox(host);
  const fieldsOf = (recipient: string) => {
    const report = reports.find((text) => text.includes(`Final-Recipient: rfc822; ${recipient}\r\n`)) ?? '';
    return report.split('\r\n').filter((line) => /^(?:Subject: Your|Action|Status|Remote-MTA):?/.test(line));
  };
  expect(fieldsOf('u2@local.test')).toEqual([
    'Subject: Your message has been delivered',
    'Action: delivered',
    'Status: 2.1.5',
  ]);
  expect(fieldsOf('joe@remote.test')).toEqual([
    'Subject: Your message has been delivered',
    'Action: relayed',
    'Status: 2.1.9',
    'Remote-MTA: dns; 127.0.0.1',
  ]);
});

test('what is for a gateway’s server that dials in waits until that server asks', async () => {
  const server = await otherServer();
  const gateways: WrittenSetup['gateways'] = [
    {
      domain: 'gw.test',
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      delivery: 'etrn',
      etrnAccounts: ['u2@local.test'],
    },
  ];
  const host = await startOffice({ ...office({}), gateways });
  await submit(host, ['joe@gw.test']);
  await eventually(() => queued(host)).toEqual([
    { recipient: 'joe@gw.test', state: 'etrn', attempts: 0, why: null },
  ]);
  const client = await SmtpClient.open({ port: host.port('smtp') });
  await client.command('EHLO gw.test');
  await client.startTls();
  const asked = await client.dialogue(
    'EHLO gw.test',
    `AUTH PLAIN ${plainResponse('u2@local.test', 'secret-2')}`,
    'ETRN gw.test',
  );
  client.end();
  expect(asked[2]).toMatch(/^25[0-3] /);
  await eventually(() => queued(host)).toEqual([]);
  expect(received(server)).toBe(1);
});

test('what is put off waits, over a restart too, until it is tried again', async () => {
  let answer: ScriptedServerOptions['answer'] = TRY_LATER;
  const server = await otherServer({ answer: (...args) => answer?.(...args) });
  const setup = office({ mode: 'smart-host', smartHost: smartHost(server) });
  const first = await startOffice(setup);
  await submit(first, ['joe@remote.test']);
  await eventually(() => queued(first)).toEqual(WAITS);
  expect(await first.stop()).toBe(0);
  const second = await startOffice(setup, first.dataFolder);
  expect(await queued(second)).toEqual(WAITS);
  answer = undefined;
  const [entry] = await second.call('queue.list');
  expect(await second.call('queue.retry', [entry?.id ?? ''])).toBe(1);
  await eventually(() => queued(second)).toEqual([]);
  expect(received(server)).toBe(1);
});

test('each domain goes its own way', async () => {
  const [usual, theirs] = [await otherServer(), await otherServer()];
  const host = await startOffice(
    office({
      mode: 'smart-host',
      smartHost: smartHost(usual),
      routes: [{ match: 'recipient', domain: 'special.test', smartHost: smartHost(theirs) }],
    }),
  );
  await submit(host, ['joe@remote.test', 'ann@special.test']);
  await eventually(() => queued(host)).toEqual([]);
  const recipientsOf = (server: ScriptedServer) =>
    server.sessions.flatMap(({ commands }) => commands.filter((line) => line.startsWith('RCPT')));
  expect([recipientsOf(usual), recipientsOf(theirs)]).toEqual([
    ['RCPT TO:<joe@remote.test>'],
    ['RCPT TO:<ann@special.test>'],
  ]);
});

test('the administrator holds, releases, returns and deletes what waits', async () => {
  const server = await otherServer({ answer: TRY_LATER });
  const host = await startOffice(office({ mode: 'smart-host', smartHost: smartHost(server) }));
  await submit(host, ['joe@remote.test', 'ann@remote.test']);
  await eventually(async () => (await queued(host)).map(({ attempts }) => attempts)).toEqual([1, 1]);
  const [one, other] = (await host.call('queue.list')).map(({ id }) => id);
  const [held = '', returned = ''] = [one, other];
  expect(await host.call('queue.hold', [held])).toBe(1);
  expect((await host.call('queue.list', { state: 'held' })).map(({ id }) => id)).toEqual([held]);
  expect(await host.call('queue.bounce', [returned])).toBe(1);
  await eventually(async () => (await mailbox(host)).join()).toContain('Status: 5.0.0');
  expect(await host.call('queue.release', [held])).toBe(1);
  await eventually(async () => (await queued(host)).map(({ attempts }) => attempts)).toEqual([2]);
  expect(await host.call('queue.remove', [held])).toBe(1);
  expect(await queued(host)).toEqual([]);
});

test('connections to other servers are in the log, and what they refuse counts as no blocked attempt', async () => {
  const server = await otherServer({
    answer: (line) => (line.startsWith('RCPT') ? '550 5.7.1 Go away' : undefined),
  });
  const host = await startOffice(office({ mode: 'smart-host', smartHost: smartHost(server) }));
  await submit(host, ['joe@remote.test']);
  await eventually(() => queued(host)).toEqual([]);
  const { sessions } = await host.call('log.tail', 10);
  expect(sessions.find(({ listenerKind }) => listenerKind === 'outbound')).toMatchObject({
    listener: 'outbound',
    ip: '127.0.0.1',
    port: server.port,
    sender: 'u1@local.test',
    recipients: ['joe@remote.test'],
    messagesAccepted: 0,
    refusal: { rule: null, code: 550, enhanced: '5.7.1' },
  });
  expect((await host.call('status.get')).counters.blocked).toBe(0);
});

test('a server that dies after a delivery and before it is written down sends again and loses nothing', async () => {
  const hosts: HeadlessHost[] = [];
  const deaths: Promise<unknown>[] = [];
  const server = await otherServer({
    answer: (line) => {
      const [host] = hosts;
      if (line === '.' && host !== undefined && deaths.length === 0) deaths.push(host.kill());
      return undefined;
    },
  });
  const setup = office({ mode: 'smart-host', smartHost: smartHost(server) });
  const first = await startOffice(setup);
  hosts.push(first);
  await submit(first, ['joe@remote.test', 'ann@remote.test']);
  await eventually(() => deaths.length).toBe(1);
  await Promise.all(deaths);
  expect(received(server)).toBe(1);
  const second = await startOffice(setup, first.dataFolder);
  await eventually(() => queued(second)).toEqual([]);
  expect(received(server)).toBe(2);
  expect(await mailbox(second)).toEqual([]);
}, 60_000);

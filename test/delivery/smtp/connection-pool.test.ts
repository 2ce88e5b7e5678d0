import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  closeAfter,
  startScriptedSmtpServer,
  type ScriptedServer,
  type ScriptedSession,
} from '../../helpers/scripted-smtp-server.ts';
import { failureOf, inChunks, jobFor, MESSAGE, toHost, TransportFixture } from './transport-fixture.ts';

let server: ScriptedServer;
let fixture: TransportFixture;
/** How many sessions the server takes at once. */
let most: number;

beforeEach(async () => {
  most = Infinity;
  const taken = new Set<ScriptedSession>();
  server = await startScriptedSmtpServer({
    answer: (line, session) => {
      if (!line.startsWith('EHLO')) return undefined;
      for (const each of taken) if (each.hasEnded) taken.delete(each);
      if (taken.size >= most) return closeAfter('421 4.7.0 Too many connections');
      taken.add(session);
      return undefined;
    },
  });
  fixture = new TransportFixture({}, { network: { messagesPerConnection: 3, loopbackIsOwn: false } });
});
afterEach(async () => {
  await fixture.stop();
  await server.stop();
});

const job = (index = 0) => jobFor(toHost(server.port), [`r${String(index)}@x.test`]);
const sendMany = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => fixture.send(job(index))));

describe('connections', () => {
  test('are used again, reset in between, and end after so many messages', async () => {
    for (let index = 0; index < 4; index++) await fixture.send(job(index));
    expect(server.sessions).toHaveLength(2);
    const verbs = server.sessions[0]?.commands.map((line) => line.split(/[ :]/)[0]);
    const transaction = ['MAIL', 'RCPT', 'DATA', '.'];
    expect(verbs?.slice(0, 15)).toEqual([
      'EHLO',
      ...transaction,
      'RSET',
      ...transaction,
      'RSET',
      ...transaction,
    ]);
  });

  test('are not shared by ways that differ', async () => {
    await fixture.send(job());
    await fixture.send(jobFor(toHost(server.port, { tls: 'opportunistic' }), ['a@x.test']));
    expect(server.sessions).toHaveLength(2);
  });

  test('to one host are so many at once, and whoever waits gets a turn', async () => {
    fixture.connectionsPerHost = 2;
    const outcomes = await sendMany(10);
    expect(outcomes.map(([outcome]) => outcome?.kind)).toEqual(Array(10).fill('delivered'));
    expect(server.messages()).toHaveLength(10);
    const open = fixture.records.map(({ events }) => events.filter((event) => event === 'accepted').length);
    expect(open.every((count) => count <= 3)).toBe(true);
    expect(fixture.records.length).toBeLessThanOrEqual(6);
  });

  test('that died while nobody used them are replaced', async () => {
    await fixture.send(job());
    const { port } = server;
    await server.stop();
    server = await startScriptedSmtpServer({ port });
    expect(await fixture.send(job())).toMatchObject([{ kind: 'delivered' }]);
  });
});

describe('a host that cannot be reached', () => {
  test('is tried once for all who wait, and not again for a minute', async () => {
    const { port } = server;
    await server.stop();
    fixture.connectionsPerHost = 1;
    const outcomes = await sendMany(20);
    expect(outcomes.every(([outcome]) => failureOf(outcome).startsWith('deferred - 4.4.1'))).toBe(true);
    expect(fixture.records).toHaveLength(1);

    server = await startScriptedSmtpServer({ port });
    fixture.now += 59_000;
    expect(failureOf((await fixture.send(job()))[0])).toMatch(/^deferred - 4\.4\.1/);
    fixture.now += 1000;
    expect(await fixture.send(job())).toMatchObject([{ kind: 'delivered' }]);
  });

  test('is tried at once where that is to be forgotten', async () => {
    const { port } = server;
    await server.stop();
    await fixture.send(job());
    server = await startScriptedSmtpServer({ port });
    fixture.transport.forgetFailures();
    expect(await fixture.send(job())).toMatchObject([{ kind: 'delivered' }]);
  });
});

test('a server that has enough connections gets no more, and all mail', async () => {
  fixture.connectionsPerHost = 4;
  most = 1;
  const outcomes = await sendMany(8);
  expect(outcomes.map(([outcome]) => outcome?.kind)).toEqual(Array(8).fill('delivered'));
});

describe('what is under way', () => {
  /** A message that stops in its middle, until it is let go. */
  const stalled = () => {
    let opened = 0;
    const content = async function* () {
      yield await Promise.resolve(Buffer.from(MESSAGE));
      await new Promise(() => undefined);
    };
    return jobFor(toHost(server.port), ['a@x.test'], {
      size: 1000,
      open: () => Promise.resolve(opened++ === 0 ? inChunks([]) : content()),
    });
  };
  const midMessage = () => expect.poll(() => server.sessions[0]?.commands.includes('DATA')).toBe(true);

  test('is broken off and put off by its signal', async () => {
    const abort = new AbortController();
    const sent = fixture.send({ ...stalled(), signal: abort.signal });
    await midMessage();
    abort.abort();
    expect(failureOf((await sent)[0])).toMatch(/^deferred - 4\.4\.2 .*interrupted/);
    expect(server.messages()).toEqual([]);
  });

  test('and who waits is put off when the transport ends', async () => {
    fixture.connectionsPerHost = 1;
    const sent = [fixture.send(stalled()), fixture.send(job())];
    await midMessage();
    await fixture.transport.dispose();
    const [first, second] = await Promise.all(sent);
    expect(failureOf(first?.[0])).toMatch(/^deferred - 4\.4\.2 .*interrupted/);
    expect(failureOf(second?.[0])).toMatch(/^deferred - 4\.3\.2 .*interrupted/);
    expect(failureOf((await fixture.send(job()))[0])).toMatch(/^deferred - 4\.3\.2/);
  });
});

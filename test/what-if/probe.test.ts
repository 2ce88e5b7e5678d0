import { afterEach, expect, test } from 'vitest';
import { parseAddress } from '../../server/contract/address.ts';
import type { JudgedPolicy, ProbeResult } from '../../server/contract/what-if.ts';
import { runProbe, type ProbedSession } from '../../server/what-if/probe/run-probe.ts';
import { startWireServer, type WireServer, type WireSetup } from '../helpers/wire-server.ts';
import { wireLists, wireSettings } from '../helpers/wire-setup.ts';
import { VECTORS, type Vector } from '../wire/vectors.ts';

const PLACES = { remote: '127.0.9.9', local: '127.0.1.9', trusted: '127.0.2.9' } as const;

let server: WireServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** What a test and a real session say, without the ids that differ. */
const withoutIds = (reply: string): string =>
  reply.replace(/ \[[^\]]+\]$/, ' [id]').replace(/queued as \S+/, 'queued as id');

function policyOf(setup: WireSetup = {}): JudgedPolicy {
  const { whiteList, localIps, trustedIps } = wireLists(setup);
  return { options: wireSettings(setup).options, whiteList, localIps, trustedIps };
}

function probe(world: WireServer, probed: ProbedSession, policy: JudgedPolicy): Promise<ProbeResult> {
  const { services } = world;
  return runProbe(probed, policy, {
    ...services,
    policy: () => world.policy(),
    sharing: { isSetUp: false, known: () => ({ kind: 'not-set-up' }) },
    screened: (ip, findExemption) => world.screen.peek(ip, findExemption),
    exemptionIn: (_directory, ip) => services.findExemption(ip),
  });
}

const address = (line: string | undefined): string | null => /<([^>]+)>/.exec(line ?? '')?.[1] ?? null;

/** A vector as a test asks for it; null where it is more than one message, or less than a MAIL. */
function asProbe({ say, signIn, place = 'remote', on = 'smtp' }: Vector): ProbedSession | null {
  const [mail, rcpt, data, message] = say;
  if (mail?.startsWith('MAIL') !== true || say.filter((line) => line.startsWith('MAIL')).length > 1)
    return null;
  if (say.some((line) => line.startsWith('AUTH'))) return null;
  const fields = (message ?? '').split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  const [first = ''] = fields;
  const fromField = first.startsWith('From: ')
    ? [first.slice('From: '.length), ...fields.slice(1)].join('\r\n')
    : '';
  return {
    listener: on,
    ip: PLACES[place],
    account: signIn === undefined ? null : `${signIn}@local.test`,
    returnPath: address(mail),
    recipient: address(rcpt) ?? 'u2@local.test',
    fromField: data === 'DATA' ? fromField : null,
  };
}

const PROBED = VECTORS.flatMap((vector) => {
  const probed = asProbe(vector);
  return probed ? [{ ...vector, probed }] : [];
});

test('most vectors can be tried', () => {
  expect(PROBED.length).toBeGreaterThan(30);
});

test.each(PROBED)(
  '$row. $session: a test hears what a real session hears',
  async ({ setup = {}, place = 'remote', on = 'smtp', popLogin, signIn, say, probed }) => {
    server = await startWireServer(setup);
    if (popLogin !== undefined) {
      await (await server.openMailbox(popLogin.account)).command('QUIT');
      server.now += popLogin.minutesAgo * 60_000;
    }
    const tried = await probe(server, probed, policyOf(setup));
    const client = await server.greet(on, place);
    if (signIn !== undefined) await server.signIn(client, signIn);
    const lines = say.filter((line) => !line.startsWith('RCPT') || line === say[1]);
    const real = (await client.dialogue(...lines)).filter((reply) => !reply.startsWith('354'));
    const replies = tried.steps
      .filter(({ verdict: { stage } }) => stage !== 'connect' && stage !== 'auth')
      .map(({ reply }) => withoutIds(reply));
    const count = Math.min(real.length, replies.length);
    expect(replies.slice(0, count)).toEqual(real.map(withoutIds).slice(0, count));
    expect(count).toBe(real.length);
  },
);

test('a test counts nothing, blocks nothing and tells nobody', async () => {
  server = await startWireServer({
    options: {
      noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true },
      accountLimits: { mode: 'enforce', messagesPerHour: 1 },
    },
  });
  const world = server;
  const before = world.screen.list();
  const probed = {
    ip: '203.0.113.9',
    account: 'u1@local.test',
    returnPath: 'u1@local.test',
    recipient: 'joe@ext.test',
    fromField: 'u1@local.test',
  };
  const policy = policyOf({
    options: {
      noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true },
      accountLimits: { mode: 'enforce', messagesPerHour: 1 },
    },
  });
  const onSmtp = await probe(world, { ...probed, listener: 'smtp' }, policy);
  expect(onSmtp.steps.at(-1)?.reply).toMatch(/^421 4\.7\.0 .*\[\.\.\.\.\]$/);
  for (let count = 0; count < 3; count++)
    expect((await probe(world, { ...probed, listener: 'submission' }, policy)).accepted).toBe(true);
  expect(world.screen.list()).toEqual(before);
  expect(world.sessions()).toEqual([]);
  expect(world.store.messages).toEqual([]);
  expect(world.directory.view().findAccount(parse('u1@local.test'))?.frozen).toBeNull();
});

test('a blocked network hears 421, and the hit is not counted', async () => {
  server = await startWireServer();
  server.screen.blockNetwork('203.0.113.9', null, 'a test');
  const probed = {
    listener: 'smtp',
    ip: '203.0.113.9',
    account: null,
    returnPath: null,
    recipient: 'u1@local.test',
    fromField: null,
  };
  const blocked = await probe(server, probed, policyOf());
  expect(blocked).toMatchObject({
    accepted: false,
    steps: [{ verdict: { refusal: { rule: 'dynamicScreen' } } }],
  });
  expect(server.screen.list()[0]?.hits).toBe(0);
});

function parse(text: string) {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

import { afterEach, describe, expect, test } from 'vitest';
import { plainResponse } from '../helpers/smtp-client.ts';
import {
  startWireServer,
  type ClientPlace,
  type WireServer,
  type WireSetup,
} from '../helpers/wire-server.ts';

/** The Dynamic Screen and failed sign-ins, over SMTP, submission and POP3 alike. */
let running: WireServer;
afterEach(() => running.close());

const REMOTE = '127.0.9.9';
const SETUP: WireSetup = { dynamicScreen: { authFailures: 3 } };
type Way = 'smtp' | 'submission' | 'submissions' | 'pop3';

async function failBy(
  way: Way,
  login: string,
  password: string,
  place: ClientPlace = 'remote',
): Promise<void> {
  if (way === 'pop3') {
    const client = await running.connectPop3('starttls', place);
    await client.line();
    const [, refusal] = await client.dialogue(`USER ${login}`, `PASS ${password}`);
    expect(refusal).toMatch(/^-ERR \[AUTH\]/);
    await client.command('QUIT');
    return;
  }
  const client = await running.greet(way, place);
  expect(await client.command(`AUTH PLAIN ${plainResponse(login, password)}`)).toMatch(/^535 5\.7\.8/);
  await client.command('QUIT');
}

/** What a client hears in place of the greeting, or the greeting, on every port. */
async function greetings(place: ClientPlace = 'remote'): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const listener of ['smtp', 'submission', 'submissions'] as const) {
    const client = await running.connect(listener, place);
    codes.push((await client.reply()).slice(0, 3));
    client.end();
  }
  for (const protection of ['starttls', 'implicit'] as const) {
    const client = await running.connectPop3(protection, place);
    codes.push((await client.line()).replace(/^(-ERR \[SYS\/TEMP\] 421|\+OK) .*$/, '$1'));
  }
  return codes;
}

const WELCOME = ['220', '220', '220', '+OK', '+OK'];
const REFUSED = ['421', '421', '421', '-ERR [SYS/TEMP] 421', '-ERR [SYS/TEMP] 421'];
const blocked = () => running.screen.list().map(({ network, reason }) => [network, reason]);

describe('failed sign-ins', () => {
  test('count together, whichever way they come, and block every way', async () => {
    running = await startWireServer(SETUP);
    await failBy('smtp', 'u1@local.test', 'a');
    await failBy('pop3', 'u1@local.test', 'b');
    expect(await greetings()).toEqual(WELCOME);
    await failBy('submissions', 'u1@local.test', 'c');
    expect(blocked()).toEqual([[REMOTE, '3 failed sign-ins within 10 minutes']]);
    expect(await greetings()).toEqual(REFUSED);
    expect(await greetings('local')).toEqual(WELCOME);
  });

  test('with one old password for one account are one failure, however the login is spelled', async () => {
    running = await startWireServer(SETUP);
    for (const login of ['u1@local.test', 'U1@LOCAL.test', 'u1']) {
      await failBy('submission', login, 'old');
      await failBy('pop3', login, 'old');
    }
    expect(blocked()).toEqual([]);
    await failBy('smtp', 'u2@local.test', 'old');
    await failBy('smtp', 'nobody@local.test', 'old');
    expect(blocked()).toHaveLength(1);
  });

  test('block nobody whose network has signed in within a day, by POP3 too', async () => {
    running = await startWireServer(SETUP);
    await (await running.openMailbox('u2')).command('QUIT');
    for (const password of ['a', 'b', 'c', 'd']) await failBy('submission', 'u1@local.test', password);
    expect(blocked()).toEqual([]);
    running.now += 24 * 60 * 60_000;
    for (const password of ['a', 'b', 'c']) await failBy('pop3', 'u1@local.test', password);
    expect(blocked()).toHaveLength(1);
  });

  test('block no Trusted IP, nor who is on the allow list', async () => {
    running = await startWireServer({ ...SETUP, allowList: [REMOTE] });
    for (const place of ['trusted', 'remote'] as const)
      for (const password of ['a', 'b', 'c', 'd'])
        await failBy('submission', 'u1@local.test', password, place);
    expect([blocked(), await greetings(), await greetings('trusted')]).toEqual([[], WELCOME, WELCOME]);
  });

  test('block for longer each time', async () => {
    running = await startWireServer(SETUP);
    const offend = async () => {
      for (const password of ['a', 'b', 'c']) await failBy('smtp', 'u1@local.test', password);
      const [entry] = running.screen.list();
      return (entry?.until ?? 0) - running.now;
    };
    const day = await offend();
    running.now += day;
    expect(await greetings()).toEqual(WELCOME);
    expect([day, await offend()]).toEqual([86_400_000, 2 * 86_400_000]);
  });
});

describe('the allow list', () => {
  test('wins at once over a block that is there, and the block is there again without it', async () => {
    running = await startWireServer();
    running.screen.blockClient(REMOTE, 'tests', null);
    expect(await greetings()).toEqual(REFUSED);
    running.change({ allowList: ['127.0.9.0/24'] });
    expect(await greetings()).toEqual(WELCOME);
    running.change({});
    expect(await greetings()).toEqual(REFUSED);
  });

  test('lets its own in where the administrator blocks the whole internet', async () => {
    running = await startWireServer({ allowList: [REMOTE] });
    running.screen.blockNetwork('0.0.0.0/0', null, 'away');
    expect(await greetings()).toEqual(WELCOME);
    expect(await greetings('trusted')).toEqual(WELCOME);
    expect(await greetings('local')).toEqual(REFUSED);
  });
});

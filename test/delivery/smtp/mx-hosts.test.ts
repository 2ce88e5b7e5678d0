import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  closeAfter,
  RESET,
  startScriptedSmtpServer,
  type ScriptedAnswer,
  type ScriptedServer,
} from '../../helpers/scripted-smtp-server.ts';
import { failureOf, jobFor, TransportFixture } from './transport-fixture.ts';

/** Two hosts of one domain, on two addresses of this machine and one port. */

let best: ScriptedServer;
let backup: ScriptedServer;
let fixture: TransportFixture;
let answers: Readonly<Record<string, ScriptedAnswer>>;

beforeEach(async () => {
  answers = {};
  best = await startScriptedSmtpServer({
    answer: (line) => Object.entries(answers).find(([start]) => line.startsWith(start))?.[1],
  });
  backup = await startScriptedSmtpServer({ host: '127.0.0.2', port: best.port });
  fixture = new TransportFixture(
    {
      'x.test': {
        MX: [
          { preference: 20, exchange: 'backup.x.test' },
          { preference: 10, exchange: 'best.x.test' },
        ],
      },
      'best.x.test': { A: ['127.0.0.1'] },
      'backup.x.test': { A: ['127.0.0.2'] },
      'two.test': { A: ['127.0.0.3', '127.0.0.2'] },
      'ipv6.test': { A: ['127.0.0.2'], AAAA: ['::ffff:127.0.0.3'] },
      'loop.test': { MX: [{ preference: 0, exchange: 'us.test' }] },
    },
    { network: { mxPort: best.port, loopbackIsOwn: false } },
  );
});
afterEach(async () => {
  await fixture.stop();
  await Promise.all([best.stop(), backup.stop()]);
});

const send = async (domain: string, ...to: string[]) =>
  (await fixture.send(jobFor({ kind: 'mx', domain }, to))).map((outcome) =>
    outcome?.kind === 'delivered' ? `delivered by ${outcome.host}` : failureOf(outcome),
  );

describe('hosts are tried in order', () => {
  test('and the best one that works gets the message', async () => {
    expect(await send('x.test', 'a@x.test')).toEqual(['delivered by best.x.test']);
    expect(backup.sessions).toEqual([]);
  });

  test('the next one where the best cannot be reached', async () => {
    await best.stop();
    expect(await send('x.test', 'a@x.test')).toEqual(['delivered by backup.x.test']);
  });

  test.each<[string, string, ScriptedAnswer]>([
    ['is too busy for MAIL', 'MAIL', '451 4.3.2 Busy'],
    ['leaves at MAIL', 'MAIL', closeAfter('421 4.3.2 Bye')],
    ['refuses EHLO', 'EHLO', closeAfter('421 4.3.2 Bye')],
    ['breaks at RCPT', 'RCPT', RESET],
    ['cannot store the message', '.', '452 4.3.1 Disk full'],
    ['speaks of its own trouble at RCPT', 'RCPT', '451 4.3.0 Lookup failed'],
  ])('the next one where the best %s', async (_, command, answer) => {
    answers = { [command]: answer };
    expect(await send('x.test', 'a@x.test')).toEqual(['delivered by backup.x.test']);
  });

  test.each<[string, string, ScriptedAnswer, string]>([
    ['refuses', 'RCPT', '550 5.1.1 No', 'refused 550 5.1.1 (best.x.test) 5.1.1 No'],
    [
      'puts off for the mailbox',
      'RCPT',
      '450 4.2.0 Greylisted',
      'deferred 450 4.2.0 (best.x.test) 4.2.0 Greylisted',
    ],
    ['may have taken the message', '.', closeAfter(), 'deferred - 4.4.2 (best.x.test)'],
  ])('no other one where the best %s', async (_, command, answer, expected) => {
    answers = { [command]: answer };
    const [outcome] = await send('x.test', 'a@x.test');
    expect(outcome?.slice(0, expected.length)).toBe(expected);
    expect(backup.sessions).toEqual([]);
  });

  test('the next one only for those whom the best did not answer for good', async () => {
    answers = { 'RCPT TO:<no@': '550 5.1.1 No', 'RCPT TO:<busy@': '451 4.3.0 Busy' };
    expect(await send('x.test', 'a@x.test', 'no@x.test', 'busy@x.test')).toEqual([
      'delivered by best.x.test',
      'refused 550 5.1.1 (best.x.test) 5.1.1 No',
      'delivered by backup.x.test',
    ]);
    expect(backup.sessions[0]?.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<busy@x.test>',
    ]);
  });

  test('the last failure is told where none takes it', async () => {
    answers = { MAIL: '451 4.3.2 Busy' };
    await backup.stop();
    expect((await send('x.test', 'a@x.test'))[0]).toMatch(/^deferred - 4\.4\.1 \(backup\.x\.test\)/);
  });
});

test.each(['two.test', 'ipv6.test'])('every address of %s is tried', async (domain) => {
  expect(await send(domain, `a@${domain}`)).toEqual([`delivered by ${domain}`]);
});

test('mail for ourselves is not sent round in circles', async () => {
  expect((await send('loop.test', 'a@loop.test'))[0]).toMatch(/^refused - 5\.4\.6/);
});

test('loopback is ours unless said otherwise', async () => {
  const strict = new TransportFixture(
    { 'evil.test': { A: ['127.0.0.1'] } },
    { network: { mxPort: best.port, loopbackIsOwn: true } },
  );
  const [outcome] = await strict.send(jobFor({ kind: 'mx', domain: 'evil.test' }, ['a@evil.test']));
  await strict.stop();
  expect(failureOf(outcome)).toMatch(/^refused - 5\.4\.6/);
  expect(best.sessions).toEqual([]);
});

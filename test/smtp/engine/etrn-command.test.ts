import { describe, expect, it, test } from 'vitest';
import { reply } from '../../../server/contract/reply.ts';
import { parseEtrnCommand } from '../../../server/smtp/engine/etrn-command.ts';
import { startEngine } from './engine-fixture.ts';

test.each<[string, unknown]>([
  ['gw.test', { domain: 'gw.test', withSubdomains: false }],
  ['GW.Test', { domain: 'gw.test', withSubdomains: false }],
  ['@gw.test', { domain: 'gw.test', withSubdomains: true }],
])('ETRN %s is understood', (argument, value) => {
  expect(parseEtrnCommand(argument)).toEqual({ kind: 'parsed', value });
});

test.each([[''], ['@'], ['gw..test'], ['gw.test more'], ['[192.0.2.1]'], ['user@gw.test'], ['#queue']])(
  'ETRN %j is refused',
  (argument) => {
    expect(parseEtrnCommand(argument)).toMatchObject({
      kind: 'refused',
      reply: { code: 501, enhanced: '5.5.4' },
    });
  },
);

describe('where ETRN is on offer', () => {
  const started = () => Promise.resolve(reply(253, '2.0.0', 'OK, 3 pending messages'));

  it('is in the answer to EHLO', async () => {
    const client = await (await startEngine({ answers: { etrn: started } })).open();
    expect((await client.command('EHLO client.test')).split('\n')).toContain('250 ETRN');
  });

  it('is answered by the session', async () => {
    const client = await (await startEngine({ answers: { etrn: started } })).greet();
    expect(await client.command('ETRN @gw.test')).toBe('253 2.0.0 OK, 3 pending messages');
  });

  it.each([
    ['before EHLO', [], '503 5.5.1 Send EHLO or HELO first [s1]'],
    [
      'inside a transaction',
      ['EHLO client.test', 'MAIL FROM:<a@b.test>'],
      '503 5.5.1 ETRN is not permitted during a mail transaction [s1]',
    ],
    ['without a domain', ['EHLO client.test'], '501 5.5.4 Syntax: ETRN domain [s1]', ''],
  ])('is refused %s', async (_where, before, answer, argument = ' gw.test') => {
    const client = await (await startEngine({ answers: { etrn: started } })).open();
    await client.dialogue(...before);
    expect(await client.command(`ETRN${argument}`)).toBe(answer);
  });
});

it('where it is not, it is a verb like any unknown one', async () => {
  const client = await (await startEngine()).greet();
  const [etrn, unknown] = await client.dialogue('ETRN gw.test', 'XYZZY gw.test');
  expect(etrn).toBe(unknown);
});

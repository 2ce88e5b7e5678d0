import { describe, expect, it } from 'vitest';
import { reply } from '../../../server/contract/reply.ts';
import { base64, plainResponse, type SmtpClient } from '../../helpers/smtp-client.ts';
import { startEngine } from './engine-fixture.ts';
import type { Answers } from './recording-handler.ts';

const GOOD = `AUTH PLAIN ${plainResponse('u1', 'secret-1')}`;
const WRONG = { signedIn: false, reply: reply(535, '5.7.8', 'Wrong name or password') };
const refuse = () => Promise.resolve(WRONG);
const UNKNOWN = '500 5.5.1 Error: command not recognized [s1]';
/** Every spelling in which AUTH has been seen. */
const SPELLINGS = [
  'AUTH',
  GOOD,
  ' AUTH PLAIN AHUxAHNlY3JldC0x',
  'AUTH\tPLAIN AHUxAHNlY3JldC0x',
  'auth login',
  'AuTh =',
  'AUTH=PLAIN',
  `AUTH PLAIN ${'A'.repeat(1900)}`,
];

describe('AUTH', () => {
  it('signs in, once', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    expect(await client.dialogue(GOOD, GOOD)).toEqual([
      '235 2.7.0 Welcome',
      '503 5.5.1 Already authenticated [s1]',
    ]);
    expect(handler().signIns).toEqual([{ mechanism: 'PLAIN', login: 'u1', password: 'secret-1' }]);
  });

  it('is refused before EHLO, and in a transaction, which is unharmed', async () => {
    const { open } = await startEngine();
    const client = await open();
    expect(await client.command(GOOD)).toBe('503 5.5.1 Send EHLO or HELO first [s1]');
    await client.dialogue('EHLO client.test', 'MAIL FROM:<a@remote.test>');
    expect(await client.dialogue(GOOD, 'RCPT TO:<b@local.test>')).toEqual([
      '503 5.5.1 AUTH is not permitted during a mail transaction [s1]',
      '250 2.1.5 Recipient OK',
    ]);
  });

  it('before TLS, where TLS is required, is neither offered nor taken', async () => {
    const { open } = await startEngine({ answers: { authOffer: () => 'after-starttls' } });
    const client = await open();
    expect(await client.command('EHLO client.test')).not.toContain('AUTH');
    expect(await client.command(GOOD)).toBe('538 5.7.11 Encryption required: send STARTTLS first [s1]');
  });

  it('keeps everything of an exchange out of the transcript', async () => {
    const { greet, handler } = await startEngine({ answers: { signIn: refuse } });
    const client = await greet();
    await client.dialogue(GOOD, 'AUTH LOGIN', base64('u1'), base64('secret-1'), 'AUTH PLAIN', '*');
    const [...lines] = handler().lines.slice(handler().lines.indexOf('C: AUTH PLAIN ***'));
    expect(lines).toEqual([
      'C: AUTH PLAIN ***',
      'S: 535 5.7.8 Wrong name or password [s1]',
      'C: AUTH LOGIN',
      'S: 334',
      'C: ***',
      'S: 334',
      'C: ***',
      'S: 535 5.7.8 Wrong name or password [s1]',
      'C: AUTH PLAIN',
      'S: 334',
      'C: ***',
      'S: 501 5.7.0 Authentication cancelled [s1]',
    ]);
  });

  it('hides name and password that follow a refused AUTH LOGIN', async () => {
    const { open, handler } = await startEngine();
    const client = await open();
    await client.dialogue('AUTH LOGIN', base64('u1'), base64('secret-1'));
    expect(handler().lines.filter((line) => line.startsWith('C'))).toEqual([
      'C: AUTH LOGIN',
      'C: ***',
      'C: ***',
    ]);
  });

  it('ends the session after five tries without success', async () => {
    const { greet, handler } = await startEngine({ answers: { signIn: refuse } });
    const client = await greet();
    const replies = await client.dialogue(GOOD, 'AUTH PLAIN ????', GOOD, GOOD, GOOD);
    expect(replies.map((text) => text.slice(0, 3))).toEqual(['535', '501', '535', '535', '535']);
    expect(await client.reply()).toBe('421 4.7.0 Too many failed sign-ins, closing the connection [s1]');
    await client.closed;
    expect(handler().signIns).toHaveLength(4);
  });

  it('answers 454 where signing in throws, and the session goes on', async () => {
    const signIn = () => Promise.reject(new Error('directory is shut'));
    const { greet, handler } = await startEngine({ answers: { signIn } });
    const client = await greet();
    expect(await client.dialogue(GOOD, 'NOOP')).toEqual([
      '454 4.7.0 Temporary authentication failure [s1]',
      '250 2.0.0 OK',
    ]);
    expect(handler().calls).toContain('refused 454 4.7.0: Sign-in failed: directory is shut');
  });

  it.each([
    ['a line of 12288 octets is taken', 12_288 - 'AUTH PLAIN \r\n'.length, '501 5.5.2'],
    ['a longer one is not', 12_288, '500 5.5.6'],
  ])('%s', async (_, length, start) => {
    const client = await (await startEngine()).greet();
    const answer = await client.command(`AUTH PLAIN ${'A'.repeat(length)}`);
    expect(answer.slice(0, 9)).toBe(start);
  });

  it('a response that is too long ends the exchange', async () => {
    const client = await (await startEngine()).greet();
    const replies = await client.dialogue('AUTH PLAIN', 'A'.repeat(13_000), 'NOOP');
    expect(replies.map((text) => text.slice(0, 9).trim())).toEqual(['334', '500 5.5.6', '250 2.0.0']);
  });
});

describe('hidden AUTH', () => {
  const answers: Answers = { authOffer: () => 'hidden' };

  it.each(SPELLINGS.map((spelling) => [spelling.slice(0, 30), spelling]))(
    'as %j is an unknown verb, before EHLO and after',
    async (_, spelling) => {
      const { open, handler } = await startEngine({ answers });
      const client = await open();
      expect(await client.dialogue(spelling, 'XYZZY')).toEqual([UNKNOWN, UNKNOWN]);
      expect(await client.command('EHLO client.test')).not.toContain('AUTH');
      await client.command('MAIL FROM:<a@remote.test>');
      expect(await client.dialogue(spelling, 'XYZZY')).toEqual([UNKNOWN, UNKNOWN]);
      expect(handler().calls.filter((call) => call === 'authAttempted')).toHaveLength(2);
      expect(handler().lines.join()).not.toContain('AHUxAHNlY3JldC0x');
    },
  );

  it('counts as an unknown verb counts', async () => {
    const engine = await startEngine({ answers });
    const spoken: string[][] = [];
    for (const command of [GOOD, 'XYZZY']) {
      const client = await engine.open();
      spoken.push(await client.dialogue(...Array<string>(20).fill(command)));
      await client.closed;
    }
    expect(spoken[0]).toEqual(spoken[1]);
    expect(spoken[0]?.at(-1)).toBe('421 4.7.0 Too many errors, closing the connection [s1]');
  });

  it('is no longer than an unknown verb may be', async () => {
    const client = await (await startEngine({ answers })).greet();
    const replies = await client.dialogue(`AUTH ${'A'.repeat(3000)}`, `XUTH ${'A'.repeat(3000)}`);
    expect(replies[0]).toBe(replies[1]);
  });
});

describe('an AUTH that the handler ends the session for', () => {
  const answers = { authAttempted: () => reply(421, '4.7.0', 'Go away') };

  async function rest(client: SmtpClient, input: string): Promise<string[]> {
    client.send(input);
    const replies = [await client.reply()];
    await client.closed;
    return replies;
  }

  it.each(SPELLINGS.map((spelling) => [spelling.slice(0, 30), spelling]))(
    'as %j is answered and closed at once',
    async (_, spelling) => {
      const { open, handler } = await startEngine({ answers });
      const replies = await rest(await open(), `${spelling}\r\nEHLO client.test\r\n`);
      expect(replies).toEqual(['421 4.7.0 Go away [s1]']);
      await handler().ended;
      expect(handler().calls).toEqual(['connected', 'authAttempted', 'closed']);
      expect(handler().signIns).toEqual([]);
    },
  );

  it('behind EHLO in one packet is seen too', async () => {
    const { open } = await startEngine({ answers });
    const client = await open();
    client.send(`EHLO client.test\r\n${GOOD}\r\nMAIL FROM:<a@remote.test>\r\n`);
    expect((await client.replies(2))[1]).toBe('421 4.7.0 Go away [s1]');
    await client.closed;
  });
});

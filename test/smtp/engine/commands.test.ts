import { describe, expect, it } from 'vitest';
import { reply } from '../../../server/contract/reply.ts';
import { pipeline, startEngine } from './engine-fixture.ts';

const OPEN = ['MAIL FROM:<a@remote.test>', 'RCPT TO:<b@local.test>'];

describe('before EHLO', () => {
  it.each([
    ['MAIL FROM:<a@b.test>', '503 5.5.1 Send EHLO or HELO first [s1]'],
    ['RCPT TO:<a@b.test>', '503 5.5.1 Send EHLO or HELO first [s1]'],
    ['DATA', '503 5.5.1 Send EHLO or HELO first [s1]'],
    ['EHLO', '501 5.5.4 Your host name is missing or malformed [s1]'],
    ['HELO two words', '501 5.5.4 Your host name is missing or malformed [s1]'],
    [`EHLO ${'x'.repeat(256)}`, '501 5.5.4 Your host name is missing or malformed [s1]'],
    ['HELO client.test', '250 mail.test'],
    ['NOOP', '250 2.0.0 OK'],
    ['noop with an argument', '250 2.0.0 OK'],
    ['RSET', '250 2.0.0 OK'],
    ['RSET now', '501 5.5.4 This command takes no argument [s1]'],
    ['HELP', '214 2.0.0 See RFC 5321'],
    ['VRFY', '501 5.5.4 This command needs an argument [s1]'],
    ['VRFY u1', '252 2.5.2 Send some mail, it may be delivered'],
    ['EXPN staff', '502 5.5.1 Command not implemented [s1]'],
    ['QUIT', '221 2.0.0 Bye'],
    ['STARTTLS now', '501 5.5.4 This command takes no argument [s1]'],
    ['GET / HTTP/1.1', '421 4.7.0 This is not a web server [s1]'],
    ['WIZ', '500 5.5.1 Error: command not recognized [s1]'],
    ['SHELL', '500 5.5.1 Error: command not recognized [s1]'],
    ['XCLIENT ADDR=192.0.2.1', '500 5.5.1 Error: command not recognized [s1]'],
    ['XFORWARD ADDR=192.0.2.1', '500 5.5.1 Error: command not recognized [s1]'],
    ['ETRN local.test', '500 5.5.1 Error: command not recognized [s1]'],
    [' NOOP', '500 5.5.1 Error: command not recognized [s1]'],
    ['', '500 5.5.1 Error: command not recognized [s1]'],
    ['NO\0OP', '500 5.5.2 Control characters or invalid UTF-8 in command [s1]'],
    ['NOOP\nNOOP', '500 5.5.2 Lines must end with <CR><LF> and hold no other CR or LF [s1]'],
    ['NOOP\rNOOP', '500 5.5.2 Lines must end with <CR><LF> and hold no other CR or LF [s1]'],
    [`NOOP ${'x'.repeat(2044)}`, '500 5.5.2 Line too long [s1]'],
    [`NOOP ${'x'.repeat(2043)}`, '250 2.0.0 OK'],
  ])('%.40j is answered %j', async (command, answer) => {
    const client = await (await startEngine()).open();
    expect(await client.command(command)).toBe(answer);
  });

  it('a command that is no UTF-8 is refused', async () => {
    const client = await (await startEngine()).open();
    client.send(Buffer.from('NOOP \xff\r\n', 'latin1'));
    expect(await client.reply()).toBe('500 5.5.2 Control characters or invalid UTF-8 in command [s1]');
  });
});

describe('a mail transaction', () => {
  it('keeps its order', async () => {
    const client = await (await startEngine()).greet();
    expect(await client.dialogue('RCPT TO:<b@local.test>', 'DATA', 'MAIL FROM:<a@b.test>')).toEqual([
      '503 5.5.1 Send MAIL first [s1]',
      '503 5.5.1 Send MAIL first [s1]',
      '250 2.1.0 Sender OK',
    ]);
    expect(await client.dialogue('MAIL FROM:<c@b.test>', 'DATA', 'DATA now')).toEqual([
      '503 5.5.1 A mail transaction is open already [s1]',
      '503 5.5.1 No valid recipients [s1]',
      '501 5.5.4 This command takes no argument [s1]',
    ]);
  });

  it.each(['RSET', 'EHLO client.test', 'HELO client.test'])('is forgotten at %s', async (command) => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    await client.dialogue(...OPEN, command);
    expect(await client.command('RCPT TO:<b@local.test>')).toBe('503 5.5.1 Send MAIL first [s1]');
    expect(handler().calls.filter((call) => call === 'reset')).toHaveLength(2);
  });

  it('survives a malformed EHLO', async () => {
    const client = await (await startEngine()).greet();
    await client.dialogue('MAIL FROM:<a@b.test>', 'EHLO');
    expect(await client.command('RCPT TO:<b@local.test>')).toBe('250 2.1.5 Recipient OK');
  });

  it('does not inherit the parameters of a refused MAIL', async () => {
    const answers = [reply(550, '5.7.1', 'No'), null];
    const mail = () => Promise.resolve(answers.shift() ?? null);
    const client = await (await startEngine({ answers: { mail } })).greet();
    await client.dialogue('MAIL FROM:<a@b.test> SMTPUTF8', 'MAIL FROM:<a@b.test>');
    expect(await client.command('RCPT TO:<jörg@local.test>')).toBe(
      '553 5.6.7 Non-ASCII address without SMTPUTF8 [s1]',
    );
  });

  it('takes as many recipients as the limit, counting the accepted ones', async () => {
    const refused = reply(550, '5.1.1', 'Nobody');
    const answers = [null, refused, null];
    const rcpt = () => Promise.resolve(answers.shift() ?? null);
    const engine = await startEngine({ answers: { rcpt }, settings: { recipients: 2 } });
    const client = await engine.greet();
    await client.command('MAIL FROM:<a@b.test>');
    expect(await client.dialogue(...Array<string>(4).fill('RCPT TO:<b@local.test>'))).toEqual([
      '250 2.1.5 Recipient OK',
      '550 5.1.1 Nobody [s1]',
      '250 2.1.5 Recipient OK',
      '452 4.5.3 Too many recipients [s1]',
    ]);
  });

  it('may be refused at DATA', async () => {
    const data = () => Promise.resolve(reply(452, '4.3.1', 'Disk full'));
    const client = await (await startEngine({ answers: { data } })).greet();
    expect((await client.dialogue(...OPEN, 'DATA', 'NOOP')).slice(2)).toEqual([
      '452 4.3.1 Disk full [s1]',
      '250 2.0.0 OK',
    ]);
  });

  it('answers 451 where the handler throws, and the session goes on', async () => {
    const mail = () => Promise.reject(new Error('directory is shut'));
    const { greet, handler } = await startEngine({ answers: { mail } });
    const client = await greet();
    expect(await client.dialogue('MAIL FROM:<a@b.test>', 'NOOP')).toEqual([
      '451 4.3.0 Internal error, try again later [s1]',
      '250 2.0.0 OK',
    ]);
    expect(handler().calls).toContain('refused 451 4.3.0: MAIL failed: directory is shut');
  });
});

describe('pipelining', () => {
  it('answers a group in order, MAIL, RCPT and DATA in one packet', async () => {
    const { greet } = await startEngine();
    const client = await greet();
    const packets: string[] = [];
    client.socket.on('data', (packet: Buffer) => packets.push(packet.toString()));
    expect(await pipeline(client, ...OPEN, 'RCPT TO:<c@local.test>', 'DATA')).toEqual([
      '250 2.1.0 Sender OK',
      '250 2.1.5 Recipient OK',
      '250 2.1.5 Recipient OK',
      '354 End data with <CR><LF>.<CR><LF>',
    ]);
    expect(packets).toHaveLength(1);
  });

  it('takes a message and the next transaction in one packet', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    client.send(
      `${OPEN.join('\r\n')}\r\nDATA\r\nfirst\r\n.\r\n${OPEN.join('\r\n')}\r\nDATA\r\nsecond\r\n.\r\nQUIT\r\n`,
    );
    expect((await client.replies(9)).map((text) => text.slice(0, 3)).join(' ')).toBe(
      '250 250 354 250 250 250 354 250 221',
    );
    expect(handler().messages.map(({ content }) => content)).toEqual(['first\r\n', 'second\r\n']);
  });

  it('answers everything that came before the client closed its side', async () => {
    const client = await (await startEngine()).open();
    client.socket.end('EHLO client.test\r\nNOOP\r\nQUIT\r\n');
    expect((await client.replies(3))[2]).toBe('221 2.0.0 Bye');
  });

  it('lets nothing run behind QUIT', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    client.send('QUIT\r\nMAIL FROM:<a@b.test>\r\n');
    await client.closed;
    await handler().ended;
    expect(handler().mails).toEqual([]);
  });
});

describe('errors', () => {
  it('end the session with the twentieth', async () => {
    const client = await (await startEngine()).greet();
    const replies = await client.dialogue(...Array<string>(20).fill('XYZZY'));
    expect(replies.slice(18)).toEqual([
      '500 5.5.1 Error: command not recognized [s1]',
      '421 4.7.0 Too many errors, closing the connection [s1]',
    ]);
    await client.closed;
  });

  it('that hold for now only are not counted', async () => {
    const client = await (await startEngine({ settings: { recipients: 1 } })).greet();
    await client.command('MAIL FROM:<a@b.test>');
    const replies = await client.dialogue(...Array<string>(22).fill('RCPT TO:<b@local.test>'), 'NOOP');
    expect(replies.slice(-2)).toEqual(['452 4.5.3 Too many recipients [s1]', '250 2.0.0 OK']);
  });

  it('are forgotten with an accepted message', async () => {
    const client = await (await startEngine()).greet();
    await client.dialogue(...Array<string>(19).fill('XYZZY'), ...OPEN, 'DATA', '.');
    expect(await client.command('XYZZY')).toBe('500 5.5.1 Error: command not recognized [s1]');
  });
});

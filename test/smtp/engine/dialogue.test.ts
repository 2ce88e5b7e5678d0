import { describe, expect, it } from 'vitest';
import { reply } from '../../../server/contract/reply.ts';
import { startEngine } from './engine-fixture.ts';

describe('a session', () => {
  it('takes a message from greeting to QUIT', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    expect(await client.dialogue('MAIL FROM:<a@remote.test>', 'RCPT TO:<b@local.test>', 'DATA')).toEqual([
      '250 2.1.0 Sender OK',
      '250 2.1.5 Recipient OK',
      '354 End data with <CR><LF>.<CR><LF>',
    ]);
    client.send('Subject: hello\r\n\r\n..dot\r\n.\r\n');
    expect(await client.reply()).toBe('250 2.0.0 kept');
    expect(await client.command('QUIT')).toBe('221 2.0.0 Bye');
    await client.closed;
    await handler().ended;
    expect(handler().messages).toEqual([{ content: 'Subject: hello\r\n\r\n.dot\r\n', defects: [] }]);
    expect(handler().calls).toEqual([
      'connected',
      'reset',
      'greeted EHLO client.test',
      'mail <a@remote.test>',
      'rcpt b@local.test',
      'data',
      'end',
      'reset',
      'closed',
    ]);
    expect(handler().lines).toEqual([
      'S: 220 mail.test ESMTP',
      'C: EHLO client.test',
      'S: 250-mail.test',
      'S: 250-PIPELINING',
      'S: 250-8BITMIME',
      'S: 250-SMTPUTF8',
      'S: 250-SIZE 100000',
      'S: 250-DSN',
      'S: 250-ENHANCEDSTATUSCODES',
      'S: 250-STARTTLS',
      'S: 250 AUTH PLAIN LOGIN',
      'C: MAIL FROM:<a@remote.test>',
      'S: 250 2.1.0 Sender OK',
      'C: RCPT TO:<b@local.test>',
      'S: 250 2.1.5 Recipient OK',
      'C: DATA',
      'S: 354 End data with <CR><LF>.<CR><LF>',
      '-: message of 24 bytes',
      'S: 250 2.0.0 kept',
      'C: QUIT',
      'S: 221 2.0.0 Bye',
    ]);
  });

  it('passes on a refusal of the handler with one enhanced code and the session id', async () => {
    const mail = () => Promise.resolve(reply(550, '5.7.1', 'Not yours'));
    const client = await (await startEngine({ answers: { mail } })).greet();
    expect(await client.command('MAIL FROM:<a@local.test>')).toBe('550 5.7.1 Not yours [s1]');
  });
});

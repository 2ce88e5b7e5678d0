import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../../server/contract/address.ts';
import { parseRcptCommand } from '../../../server/smtp/engine/rcpt-command.ts';

function parse(argument: string, smtpUtf8 = false): unknown {
  const command = parseRcptCommand(argument, smtpUtf8);
  if (command.kind === 'refused') return `${command.reply.code} ${command.reply.enhanced}`;
  const { recipient, dsn } = command.value;
  return { to: recipient === 'postmaster' ? recipient : formatAddress(recipient), ...dsn };
}

describe('parseRcptCommand', () => {
  it.each([
    ['TO:<a@b.test>', 'a@b.test'],
    ['to: <a@b.test>', 'a@b.test'],
    ['TO:<Postmaster>', 'postmaster'],
    ['TO:<postmaster@b.test>', 'postmaster@b.test'],
    ['TO:<@relay.test:a@b.test>', 'a@b.test'],
  ])('takes %s', (argument, to) => {
    expect(parse(argument)).toEqual({ to, notify: [], originalRecipient: null });
  });

  it.each([
    ['NOTIFY=never', { notify: ['NEVER'] }],
    ['NOTIFY=DELAY,SUCCESS,FAILURE', { notify: ['SUCCESS', 'FAILURE', 'DELAY'] }],
    ['ORCPT=rfc822;a+2Bx@b.test', { originalRecipient: 'rfc822;a+2Bx@b.test' }],
    ['ORCPT=utf-8;jörg@b.test', { originalRecipient: 'utf-8;jörg@b.test' }],
  ])('reads %s', (parameter, differs) => {
    const plain = { to: 'a@b.test', notify: [], originalRecipient: null };
    expect(parse(`TO:<a@b.test> ${parameter}`)).toEqual({ ...plain, ...differs });
  });

  it.each([
    ['FROM:<a@b.test>', '501 5.5.4'],
    ['TO:a@b.test', '501 5.1.3'],
    ['TO:<>', '501 5.1.3'],
    ['TO:<abuse>', '501 5.1.3'],
    ['TO:<jörg@b.test>', '553 5.6.7'],
    ['TO:<a@b.test> NOTIFY=NEVER,DELAY', '501 5.5.4'],
    ['TO:<a@b.test> NOTIFY=', '501 5.5.4'],
    ['TO:<a@b.test> ORCPT=a@b.test', '501 5.5.4'],
    ['TO:<a@b.test> ORCPT=rfc822;a+0D+0A', '501 5.5.4'],
    ['TO:<a@b.test> SIZE=1', '555 5.5.4'],
  ])('refuses %s', (argument, answer) => {
    expect(parse(argument)).toBe(answer);
  });

  it('takes an internationalised address where MAIL said SMTPUTF8', () => {
    expect(parse('TO:<jörg@b.test>', true)).toEqual({
      to: 'jörg@b.test',
      notify: [],
      originalRecipient: null,
    });
  });
});

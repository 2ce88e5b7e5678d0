import { describe, expect, it } from 'vitest';
import { formatReturnPath } from '../../../server/contract/address.ts';
import { parseMailCommand } from '../../../server/smtp/engine/mail-command.ts';

const PLAIN = {
  sizeBytes: null,
  body: '7BIT',
  smtpUtf8: false,
  dsnReturn: null,
  dsnEnvelopeId: null,
  localOnly: false,
};

function parse(argument: string): unknown {
  const command = parseMailCommand(argument);
  if (command.kind === 'refused') return `${command.reply.code} ${command.reply.enhanced}`;
  const { returnPath, ...rest } = command.value;
  return { from: formatReturnPath(returnPath), ...rest };
}

describe('parseMailCommand', () => {
  it.each([
    ['FROM:<a@b.test>', '<a@b.test>'],
    ['from: <A@B.TEST>', '<A@b.test>'],
    ['FROM:<>', '<>'],
    ['FROM:<"a b"@c.test>', '<"a b"@c.test>'],
    ['FROM:<"a@b>"@c.test>', '<"a@b>"@c.test>'],
    ['FROM:<"a\\"b"@c.test>', '<"a\\"b"@c.test>'],
    ['FROM:<@r1.test,@r2.test:a@b.test>', '<a@b.test>'],
    ['FROM:<a@[192.0.2.1]>', '<a@[192.0.2.1]>'],
    ['FROM:<a@[IPv6:2001:db8::1]>', '<a@[ipv6:2001:db8::1]>'],
    ['FROM:<a@xn--mnchen-3ya.test>', '<a@xn--mnchen-3ya.test>'],
    [`FROM:<${'a'.repeat(64)}@b.test>`, `<${'a'.repeat(64)}@b.test>`],
    ['FROM:<a@b.test>  ', '<a@b.test>'],
  ])('takes %s', (argument, from) => {
    expect(parse(argument)).toEqual({ from, ...PLAIN });
  });

  it.each([
    ['FROM:<a@b.test> SIZE=1000', { sizeBytes: 1000 }],
    ['FROM:<a@b.test> SIZE=99999999999999999999', { sizeBytes: 1e20 }],
    ['FROM:<a@b.test> BODY=8bitmime', { body: '8BITMIME' }],
    ['FROM:<a@b.test> body=7BIT', { body: '7BIT' }],
    ['FROM:<a@b.test> RET=hdrs ENVID=QQ+3D1', { dsnReturn: 'HDRS', dsnEnvelopeId: 'QQ+3D1' }],
    ['FROM:<a@b.test> RET=FULL', { dsnReturn: 'FULL' }],
    ['FROM:<a@b.test> AUTH=<>', {}],
    ['FROM:<a@b.test> AUTH=e+3Dmc2@example.com', {}],
    ['FROM:<a@b.test> SMTPUTF8', { smtpUtf8: true }],
    ['FROM:<> XLOCALONLY', { from: '<>', localOnly: true }],
  ])('reads the parameters of %s', (argument, differs) => {
    expect(parse(argument)).toEqual({ from: '<a@b.test>', ...PLAIN, ...differs });
  });

  it('takes an internationalised address with SMTPUTF8', () => {
    expect(parse('FROM:<jörg@münchen.test> SMTPUTF8')).toEqual({
      from: '<jörg@xn--mnchen-3ya.test>',
      ...PLAIN,
      smtpUtf8: true,
    });
  });

  it.each([
    ['', '501 5.5.4'],
    ['FROM', '501 5.5.4'],
    ['FROM :<a@b.test>', '501 5.5.4'],
    ['TO:<a@b.test>', '501 5.5.4'],
    ['FROM:', '501 5.1.7'],
    ['FROM:a@b.test', '501 5.1.7'],
    ['FROM:<a@b.test', '501 5.1.7'],
    ['FROM:<a@b.test>x', '501 5.1.7'],
    ['FROM:<<a@b.test>>', '501 5.1.7'],
    ['FROM:< a@b.test>', '501 5.1.7'],
    ['FROM:<a b@c.test>', '501 5.1.7'],
    ['FROM:<"a@b.test>', '501 5.1.7'],
    ['FROM:<a>', '501 5.1.7'],
    ['FROM:<postmaster>', '501 5.1.7'],
    ['FROM:<a.@b.test>', '501 5.1.7'],
    ['FROM:<a@-b.test>', '501 5.1.7'],
    ['FROM:<@r1.test>', '501 5.1.7'],
    ['FROM:<@r1..test:a@b.test>', '501 5.1.7'],
    [`FROM:<${'a'.repeat(65)}@b.test>`, '501 5.1.7'],
    [`FROM:<a@${'b.'.repeat(126)}test>`, '501 5.1.7'],
    ['FROM:<jörg@b.test>', '553 5.6.7'],
    ['FROM:<a@münchen.test>', '553 5.6.7'],
    ['FROM:<a@b.test> SIZE=', '501 5.5.4'],
    ['FROM:<a@b.test> SIZE', '501 5.5.4'],
    ['FROM:<a@b.test> SIZE=-1', '501 5.5.4'],
    ['FROM:<a@b.test> BODY=BINARYMIME', '501 5.5.4'],
    ['FROM:<a@b.test> SMTPUTF8=1', '501 5.5.4'],
    ['FROM:<a@b.test> RET=ALL', '501 5.5.4'],
    ['FROM:<a@b.test> ENVID=a+0Db', '501 5.5.4'],
    ['FROM:<a@b.test> ENVID=a=b', '501 5.5.4'],
    [`FROM:<a@b.test> ENVID=${'e'.repeat(101)}`, '501 5.5.4'],
    ['FROM:<a@b.test> SIZE=1 SIZE=1', '501 5.5.4'],
    ['FROM:<a@b.test> =1', '501 5.5.4'],
    ['FROM:<a@b.test> NOTIFY=NEVER', '555 5.5.4'],
    ['FROM:<a@b.test> XYZZY', '555 5.5.4'],
    ['FROM:<a@b.test> __proto__=1', '501 5.5.4'],
    ['FROM:<a@b.test> constructor=1', '555 5.5.4'],
  ])('refuses %s', (argument, answer) => {
    expect(parse(argument)).toBe(answer);
  });
});

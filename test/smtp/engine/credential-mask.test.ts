import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../server/smtp/engine/command-line.ts';
import { CredentialMask } from '../../../server/smtp/engine/credential-mask.ts';

const line = (text: string) => parseCommandLine(Buffer.from(text, 'utf8'));

describe('CredentialMask', () => {
  it.each([
    ['AUTH', 'AUTH'],
    ['auth plain', 'AUTH PLAIN'],
    ['AUTH PLAIN AHUxAHNlY3JldC0x', 'AUTH PLAIN ***'],
    ['AUTH\tPLAIN AHUxAHNlY3JldC0x', 'AUTH PLAIN ***'],
    [' AUTH LOGIN dTE=', 'AUTH LOGIN ***'],
    ['AUTH AHUxAHNlY3JldC0x', 'AUTH ***'],
    ['AUTH=AHUxAHNlY3JldC0x', 'AUTH ***'],
    ['AUTH\0PLAIN AHUxAHNlY3JldC0x', 'AUTH ***'],
  ])('writes %j as %j', (text, written) => {
    expect(new CredentialMask().auth(line(text))).toBe(written);
  });

  it.each([
    ['XYZZY', 'XYZZY'],
    ['Xyzzy please do something', 'Xyzzy please do something'],
    ['dTE=', '***'],
    ['c2VjcmV0LTE=', '***'],
    ['AHUxAHNlY3JldC0xAA', '***'],
    ['XAUTH PLAIN AHUxAHNlY3JldC0x', 'XAUTH PLAIN ***'],
    [`XYZZY ${'ab '.repeat(40)}`, `XYZZY ${'ab '.repeat(11)}a`],
    ['XYZZY \u0000\u001b[31m', 'XYZZY   [31m'],
  ])('writes the unknown command %j as %j', (text, written) => {
    expect(new CredentialMask().unrecognised(line(text))).toBe(written);
  });

  it('hides two unknown lines after an AUTH that was refused, whatever they look like', () => {
    const mask = new CredentialMask();
    mask.expectCredentials();
    const written = ['bob', 'hunter', 'XYZZY'].map((text) => mask.unrecognised(line(text)));
    expect(written).toEqual(['***', '***', 'XYZZY']);
  });

  it.each([
    ['MAIL FROM:<> AUTH PLAIN AHUxAHNlY3JldC0x', 'MAIL FROM:<> AUTH ***'],
    ['NOOP\tauth\tlogin', 'NOOP auth ***'],
    ['MAIL FROM:<a@b.test> AUTH=<> SIZE=1', 'MAIL FROM:<a@b.test> AUTH=<> SIZE=1'],
  ])('writes the known command %j as %j', (text, written) => {
    expect(new CredentialMask().recognised(line(text))).toBe(written);
  });

  it('cuts a long command', () => {
    const text = `NOOP ${'x'.repeat(600)}`;
    expect(new CredentialMask().recognised(line(text))).toBe(text.slice(0, 512));
  });
});

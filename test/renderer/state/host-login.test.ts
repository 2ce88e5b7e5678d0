import { describe, expect, test } from 'vitest';
import { canTakeBack, enteredLogin } from '../../../renderer/state/host-login.ts';

const STORED = { host: 'relay.example', port: 587, login: { user: 'office', password: '' } };

function fields(user: string, password: string): FormData {
  const values = new FormData();
  values.set('user', user);
  values.set('password', password);
  return values;
}

describe('what the fields of a login say', () => {
  test.each([
    ['no user: no login', fields('', ''), STORED, { kind: 'given', login: null }],
    [
      'the same user without a password: the stored one stays',
      fields('office', ''),
      STORED,
      { kind: 'kept' },
    ],
    [
      'a password: user and password as written',
      fields('office', ' secret '),
      STORED,
      { kind: 'given', login: { user: 'office', password: ' secret ' } },
    ],
    ['another user needs a password', fields('tom', ''), STORED, { kind: 'password-missing' }],
    ['a new server needs a password', fields('office', ''), null, { kind: 'password-missing' }],
  ] as const)('%s', (_what, values, existing, entered) => {
    expect(enteredLogin(values, { host: 'relay.example', port: 587 }, existing)).toEqual(entered);
  });

  test('another port needs the password again', () => {
    expect(enteredLogin(fields('office', ''), { host: 'relay.example', port: 25 }, STORED)).toEqual({
      kind: 'password-missing',
    });
  });
});

describe('a change can be taken back', () => {
  const server = { host: 'relay.example', port: 587 };
  test.each([
    ['where every stored login stays', [STORED], [server], true],
    ['not where a login is replaced', [STORED], [{ ...server, login: null }], false],
    ['not where the server with the login is gone', [STORED], [], false],
    ['where there was no login to lose', [{ ...server, login: null }], [], true],
  ] as const)('%s', (_what, before, after, can) => {
    expect(canTakeBack(before, after)).toBe(can);
  });
});

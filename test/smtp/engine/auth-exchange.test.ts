import { describe, expect, it } from 'vitest';
import { beginAuth, continueAuth, type AuthStep } from '../../../server/smtp/engine/auth-exchange.ts';
import { base64, plainResponse } from '../../helpers/smtp-client.ts';

function outcome(step: AuthStep): unknown {
  switch (step.kind) {
    case 'challenge':
      return `334 ${step.challenge}`;
    case 'credentials':
      return step.credentials;
    case 'refused':
      return `${step.reply.code} ${step.reply.enhanced}`;
  }
}

/** The steps of an exchange: the argument of AUTH, then line after line. */
function exchange(argument: string, ...lines: readonly string[]): unknown[] {
  let step = beginAuth(argument);
  const outcomes = [outcome(step)];
  for (const line of lines) {
    if (step.kind !== 'challenge') break;
    step = continueAuth(step.next, line);
    outcomes.push(outcome(step));
  }
  return outcomes;
}

const U1_PLAIN = { mechanism: 'PLAIN', login: 'u1', password: 'pass word' };
const U1_LOGIN = { mechanism: 'LOGIN', login: 'u1', password: 'pass word' };
const ASK_NAME = '334 VXNlcm5hbWU6';
const ASK_PASSWORD = '334 UGFzc3dvcmQ6';

describe('an AUTH exchange', () => {
  it.each<[string, string[], unknown[]]>([
    ['PLAIN with an initial response', [`PLAIN ${plainResponse('u1', 'pass word')}`], [U1_PLAIN]],
    ['PLAIN, any case', [`plain ${plainResponse('u1', 'pass word')}`], [U1_PLAIN]],
    ['PLAIN in two lines', ['PLAIN', plainResponse('u1', 'pass word')], ['334 ', U1_PLAIN]],
    ['PLAIN for oneself', [`PLAIN ${plainResponse('u1', 'pass word', 'u1')}`], [U1_PLAIN]],
    ['PLAIN for another', [`PLAIN ${plainResponse('u1', 'pass word', 'u2')}`], ['535 5.7.8']],
    ['PLAIN with an empty initial response', ['PLAIN ='], ['501 5.5.2']],
    ['PLAIN with one NUL', [`PLAIN ${base64('u1\0x')}`], ['501 5.5.2']],
    ['PLAIN with three NULs', [`PLAIN ${base64('\0u1\0x\0y')}`], ['501 5.5.2']],
    ['PLAIN without a name', [`PLAIN ${base64('\0\0x')}`], ['501 5.5.2']],
    [
      'PLAIN that is no UTF-8',
      [`PLAIN ${Buffer.from([0, 0xff, 0, 0x78]).toString('base64')}`],
      ['501 5.5.2'],
    ],
    ['PLAIN that is no base64', ['PLAIN ????'], ['501 5.5.2']],
    ['PLAIN without its padding', ['PLAIN AHUxAHA'], ['501 5.5.2']],
    ['PLAIN cancelled', ['PLAIN', '*'], ['334 ', '501 5.7.0']],
    [
      'LOGIN in three lines',
      ['LOGIN', base64('u1'), base64('pass word')],
      [ASK_NAME, ASK_PASSWORD, U1_LOGIN],
    ],
    [
      'LOGIN with the name as initial response',
      [`LOGIN ${base64('u1')}`, base64('pass word')],
      [ASK_PASSWORD, U1_LOGIN],
    ],
    ['LOGIN cancelled at the password', ['LOGIN', base64('u1'), '*'], [ASK_NAME, ASK_PASSWORD, '501 5.7.0']],
    ['LOGIN with an empty name', ['LOGIN', ''], [ASK_NAME, '501 5.5.2']],
    ['LOGIN with a NUL in the name', ['LOGIN', base64('u1\0u2')], [ASK_NAME, '501 5.5.2']],
    ['no mechanism', [''], ['501 5.5.4']],
    ['two initial responses', ['PLAIN AHUxAHA= x'], ['501 5.5.4']],
    ['a mechanism that needs the password in the clear here', ['CRAM-MD5'], ['504 5.5.4']],
  ])('%s', (_, [argument = '', ...lines], outcomes) => {
    expect(exchange(argument, ...lines)).toEqual(outcomes);
  });
});

import { describe, expect, test } from 'vitest';
import {
  authenticationRequired,
  authProbed,
  fromHeaderNotYours,
  mailboxLoginRequired,
  nameShowsAnotherAddress,
  noSuchMailbox,
  relayDenied,
  returnPathNotYours,
} from '../../server/policy/replies.ts';
import { mailFacts, SIGN_IN_530 } from './base-facts.ts';

describe('who must sign in is told where', () => {
  const elsewhere = 'Authentication required, ';
  test.each([
    ['here, where AUTH is on offer', mailFacts(), SIGN_IN_530.text],
    [
      'on the submission port, where it is not',
      mailFacts({ authAvailable: false, submissionPorts: [587] }),
      `${elsewhere}sign in on the submission port 587`,
    ],
    [
      'on any of several submission ports',
      mailFacts({ authAvailable: false, submissionPorts: [587, 465, 2587] }),
      `${elsewhere}sign in on the submission port 587, 465, or 2587`,
    ],
    [
      'by the administrator, where no port takes sign-ins',
      mailFacts({ authAvailable: false, submissionPorts: [] }),
      `${elsewhere}ask the administrator of this server how to sign in`,
    ],
  ])('%s', (_where, session, text) => {
    expect(authenticationRequired(session)).toEqual({ ...SIGN_IN_530, text });
  });
});

test('every reply fits its line, whatever the addresses', () => {
  const longest = { localPart: 'ü"'.repeat(32), domain: `${'d'.repeat(63)}.`.repeat(4).slice(0, 255) };
  const account = { id: 1, address: longest };
  const session = mailFacts({
    authAvailable: false,
    submissionPorts: Array.from({ length: 32 }, () => 65535),
  });
  const replies = [
    authenticationRequired(session),
    authProbed(session),
    relayDenied(session),
    mailboxLoginRequired(session, 10_080, true),
    noSuchMailbox(longest),
    returnPathNotYours(account, longest),
    fromHeaderNotYours(account, longest),
    nameShowsAnotherAddress('x'.repeat(10_000)),
  ];
  const roomForSessionId = ' [0123456789abcdef]\r\n'.length;
  for (const { code, enhanced, text } of replies) {
    const line = `${String(code)} ${enhanced} ${text}`;
    expect(line).toMatch(/^[245]\d\d [245]\.\d\.\d [ -~]+$/);
    // RFC 5321 §4.5.3.1.5
    expect(line.length + roomForSessionId).toBeLessThanOrEqual(512);
  }
});

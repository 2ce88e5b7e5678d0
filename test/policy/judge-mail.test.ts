import { describe, expect, test } from 'vitest';
import { judgeMail } from '../../server/policy/judge-mail.ts';
import { fromLocal, LOCAL_CLIENT, mailFacts, optionsWith, signedIn } from './base-facts.ts';

const ORDER = [
  'msaGate',
  'localIpMustAuth',
  'roleAddressMustAuth',
  'gatewaySenderMustAuth',
  'localSenderMustAuth',
  'popBeforeSmtp',
  'returnPathMustMatch',
  'accountLimits',
];
/** Violates every rule of MAIL that an unauthenticated local sender can. */
const worst = fromLocal('postmaster@local.test', {
  listenerKind: 'msa',
  client: LOCAL_CLIENT,
  mailboxLogin: { kind: 'none' },
});
const all = (mode: 'off' | 'report' | 'enforce') =>
  optionsWith({
    localIpMustAuth: { mode },
    roleAddressMustAuth: { mode },
    localSenderMustAuth: { mode },
    popBeforeSmtp: { mode },
    returnPathMustMatch: { mode },
  });
const violated = ({ findings }: ReturnType<typeof judgeMail>) =>
  findings.filter(({ result }) => result === 'violated').map(({ rule }) => rule);

describe('at MAIL', () => {
  test('every rule is judged, in one order', () => {
    expect(judgeMail(mailFacts(), optionsWith()).findings.map(({ rule }) => rule)).toEqual(ORDER);
  });

  test('the first of several violations is the refusal, and all are recorded', () => {
    const verdict = judgeMail(worst, all('enforce'));
    expect(verdict.refusal).toBe(verdict.findings[0]);
    expect(violated(verdict)).toEqual([
      'msaGate',
      'localIpMustAuth',
      'roleAddressMustAuth',
      'localSenderMustAuth',
      'popBeforeSmtp',
    ]);
  });

  test('rules in report mode are recorded and refuse nothing', () => {
    const verdict = judgeMail({ ...worst, listenerKind: 'smtp' }, all('report'));
    expect({ ...verdict, findings: violated(verdict) }).toEqual({
      stage: 'mail',
      findings: ['localIpMustAuth', 'roleAddressMustAuth', 'localSenderMustAuth', 'popBeforeSmtp'],
      refusal: null,
      effects: [],
      notes: [],
    });
  });

  test('a reported violation does not hide an enforced one behind it', () => {
    const options = optionsWith({ localIpMustAuth: { mode: 'report' } });
    const verdict = judgeMail(fromLocal('u1@local.test', { client: LOCAL_CLIENT }), options);
    expect(verdict.refusal?.rule).toBe('localSenderMustAuth');
    expect(violated(verdict)).toEqual(['localIpMustAuth', 'localSenderMustAuth']);
  });

  test('with every option off the submission port still asks for a sign-in', () => {
    expect(violated(judgeMail(worst, all('off')))).toEqual(['msaGate']);
  });

  test('effects of a rule are effects of the verdict', () => {
    const whiteListEntry = { pattern: 'u2@local.test', comment: '', owner: '', expiresAt: null };
    expect(judgeMail(signedIn('u2@local.test', { whiteListEntry }), optionsWith()).effects).toEqual([
      { kind: 'note-white-list-use', pattern: 'u2@local.test' },
    ]);
  });
});

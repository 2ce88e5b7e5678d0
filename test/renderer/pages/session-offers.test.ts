import { describe, expect, test } from 'vitest';
import { judgedAddress } from '../../../renderer/pages/log/actions/judged-address.ts';
import { decidingOption, sessionOffers } from '../../../renderer/pages/log/actions/session-offers.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import type { ViolatedFinding } from '../../../server/contract/verdict.ts';
import { fromHeaderNotYours, returnPathNotYours } from '../../../server/policy/replies.ts';
import { parseAddress, type Address } from '../../../server/contract/address.ts';
import { endedSession, refusedSession } from '../../helpers/ended-session.ts';

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`${text} is no address`);
  return parsed;
}

const ACCOUNT = { id: 1, address: address('tom@office.example') };

/** A session of tom@ in which these findings were made, in this order. */
function judged(...findings: readonly Pick<ViolatedFinding, 'rule' | 'reply'>[]): SessionDetail {
  const verdicts = findings.map((finding): SessionDetail['verdicts'][number] => {
    const violated: ViolatedFinding = {
      mode: 'enforce',
      option: null,
      because: '',
      result: 'violated',
      ...finding,
    };
    const rest = { effects: [], notes: [], at: 0, policyRevision: 1, subject: '' };
    return { stage: 'mail', findings: [violated], refusal: violated, ...rest };
  });
  return refusedSession({ verdicts, account: 'tom@office.example' }).session;
}

const RETURN_PATH = {
  rule: 'returnPathMustMatch',
  reply: returnPathNotYours(ACCOUNT, address('sales@office.example')),
} as const;
const FROM_HEADER = {
  rule: 'fromHeaderMustMatch',
  reply: fromHeaderNotYours(ACCOUNT, address('ceo@office.example')),
} as const;

describe('the address that an account may not use', () => {
  test.each([
    ['is the return-path, as the reply names it', [RETURN_PATH], 'sales@office.example'],
    ['is that of the From: header', [FROM_HEADER], 'ceo@office.example'],
    ['is the one judged last', [RETURN_PATH, FROM_HEADER], 'ceo@office.example'],
    ['is none where another rule refused', [{ ...RETURN_PATH, rule: 'relayControl' }], null],
    [
      'is none where the field cannot be read',
      [{ ...FROM_HEADER, reply: { ...FROM_HEADER.reply, text: 'The From: field cannot be read' } }],
      null,
    ],
    ['is none where nothing was judged', [], null],
  ] as const)('%s', (_, findings, expected) => {
    expect(judgedAddress(judged(...findings))).toBe(expected);
  });
});

describe('what is offered', () => {
  test.each([
    [
      'for somebody else’s address: the white list and send as first',
      judged(RETURN_PATH),
      false,
      ['whiteList', 'sendAs', 'tryOff', 'openOption', 'trust', 'block'],
    ],
    [
      'for a forged sender: the option, but no white list',
      judged(),
      false,
      ['tryOff', 'openOption', 'trust', 'block'],
    ],
    [
      'for a blocked network: to unblock it, not to block it again',
      judged(),
      true,
      ['unblock', 'tryOff', 'openOption', 'trust'],
    ],
    [
      'for one that runs: to end it',
      endedSession({ endedAt: null, result: 'running' }).session,
      false,
      ['disconnect', 'trust', 'block'],
    ],
    [
      'for a delivery to another server: nothing',
      endedSession({ listenerKind: 'outbound' }).session,
      false,
      [],
    ],
  ] as const)('%s', (_, session, isBlocked, expected) => {
    expect(sessionOffers(session, isBlocked)).toEqual(expected);
  });

  test('concerns the option that would have refused, where none did', () => {
    const reported = endedSession({ wouldHaveBlocked: ['gatewaySenderMustAuth', 'dmarcMustPass'] }).session;
    expect(decidingOption(reported)).toBe('dmarcMustPass');
    expect(decidingOption(refusedSession().session)).toBe('localSenderMustAuth.unlessTrustedIp');
  });
});

import { describe, expect, test } from 'vitest';
import type { RecipientFacts } from '../../server/contract/facts.ts';
import { needsLookup } from '../../server/policy/needs-lookup.ts';
import { fromLocal, mailFacts, MISSING_SENDER, optionsWith, recipientFacts, U1 } from './base-facts.ts';

const NOT_ASKED = { kind: 'not-asked' } as const;

function unknown(change: Partial<RecipientFacts> = {}): RecipientFacts {
  return { ...recipientFacts('u9@local.test', 'unknown'), domainSharing: NOT_ASKED, ...change };
}
function ofGateway(change: Partial<RecipientFacts> = {}): RecipientFacts {
  return { ...recipientFacts('kim@gw.test', 'gateway'), gatewayRecipient: NOT_ASKED, ...change };
}

describe('another server is asked', () => {
  test.each<[string, RecipientFacts]>([
    ['for an address of ours that is unknown here', unknown()],
    ['for whoever signed in too', unknown({ mail: mailFacts({ account: U1 }) })],
    ['for a recipient of a gateway', ofGateway()],
  ])('%s', (_when, facts) => {
    expect(needsLookup(facts, optionsWith())).toBe(true);
  });
});

describe('nobody is asked', () => {
  const toLocal = optionsWith({ localSenderMustAuth: { unlessToLocalAccount: true } });
  const waiting = fromLocal('u1@local.test');
  test.each<[string, RecipientFacts, ReturnType<typeof optionsWith>]>([
    ['where nothing is set up', recipientFacts('u9@local.test', 'unknown'), optionsWith()],
    ['twice', unknown({ domainSharing: { kind: 'not-found' } }), optionsWith()],
    ['for an account', unknown({ destination: 'local' }), optionsWith()],
    ['for the world', unknown({ destination: 'remote' }), optionsWith()],
    ['for a gateway that takes anybody', recipientFacts('kim@gw.test', 'gateway'), optionsWith()],
    ['for a gateway with a list', ofGateway({ gatewayRecipient: { kind: 'not-listed' } }), optionsWith()],
    ['for a sender who may send to local accounts only', unknown({ mail: waiting }), toLocal],
    ['for that sender and a gateway', ofGateway({ mail: waiting }), toLocal],
    [
      'for a sender who is unknown as well',
      unknown({ mail: fromLocal('u9@local.test', { sender: MISSING_SENDER }) }),
      toLocal,
    ],
  ])('%s', (_when, facts, options) => {
    expect(needsLookup(facts, options)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { msaGate } from '../../server/policy/msa-gate.ts';
import { mailFacts, signedIn, TRUSTED_CLIENT, SIGN_IN_530 } from './base-facts.ts';

const RULE = { rule: 'msaGate', mode: 'enforce', option: null };

describe('a submission port', () => {
  test.each([
    [
      'refuses whoever has not signed in',
      mailFacts({ listenerKind: 'msa' }),
      {
        ...RULE,
        result: 'violated',
        because: 'The client 203.0.113.5 did not sign in, and nobody sends on a submission port without it.',
        reply: SIGN_IN_530,
      },
    ],
    [
      'refuses Trusted IPs and the null return-path as well',
      mailFacts({ listenerKind: 'msa', client: TRUSTED_CLIENT, returnPath: null, sender: { kind: 'none' } }),
      {
        ...RULE,
        result: 'violated',
        because: 'The client 127.0.2.5 did not sign in, and nobody sends on a submission port without it.',
        reply: SIGN_IN_530,
      },
    ],
    [
      'lets accounts pass',
      { ...signedIn('u1@local.test'), listenerKind: 'msa' as const },
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
    [
      'is not the SMTP port',
      mailFacts(),
      { ...RULE, result: 'not-applicable', because: 'This is not a submission port.' },
    ],
  ])('%s', (_what, facts, finding) => {
    expect(msaGate(facts)).toEqual({ finding, effects: [], notes: [] });
  });
});

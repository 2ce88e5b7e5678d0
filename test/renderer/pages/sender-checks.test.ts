import { describe, expect, test } from 'vitest';
import type { VerdictRow } from '../../../server/contract/session-log.ts';
import { senderChecks } from '../../../renderer/pages/log/sender-checks.ts';

function judged(because: string, notes: readonly string[] = []): readonly VerdictRow[] {
  return [
    {
      at: 0,
      policyRevision: 1,
      subject: 'From: header',
      stage: 'data',
      findings: [
        { rule: 'dmarcMustPass', mode: 'enforce', option: 'dmarcMustPass', because, result: 'satisfied' },
      ],
      refusal: null,
      effects: [],
      notes,
    },
  ];
}

describe('the checks of a message', () => {
  test('are read from what the rule about DMARC was judged on', () => {
    const because =
      'DMARC fails for bank.example, which asks to refuse such mail. SPF softfail (mailer.example), DKIM pass (mailer.example), DKIM fail, ARC pass (lists.example), DMARC fail (bank.example, p=reject).';
    expect(senderChecks(judged(because))).toEqual([
      { name: 'SPF', result: 'softfail', about: 'mailer.example' },
      { name: 'DKIM', result: 'pass', about: 'mailer.example' },
      { name: 'DKIM', result: 'fail', about: null },
      { name: 'ARC', result: 'pass', about: 'lists.example' },
      { name: 'DMARC', result: 'fail', about: 'bank.example, p=reject' },
    ]);
  });

  test('are read from a note where the rule is off', () => {
    expect(
      senderChecks(judged('The option is off.', ['SPF none, DKIM none, DMARC fail (a.example).'])),
    ).toEqual([
      { name: 'SPF', result: 'none', about: null },
      { name: 'DKIM', result: 'none', about: null },
      { name: 'DMARC', result: 'fail', about: 'a.example' },
    ]);
  });

  test('are none where nothing was checked', () => {
    expect(senderChecks(judged('It was not checked.'))).toEqual([]);
    expect(senderChecks([])).toEqual([]);
  });
});

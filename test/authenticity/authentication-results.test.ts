import { describe, expect, test } from 'vitest';
import { authenticationResults } from '../../server/authenticity/authentication-results.ts';
import { NO_ARC } from '../../server/authenticity/check-signatures.ts';
import type { Findings, Outcome } from '../../server/authenticity/outcome.ts';

const NOTHING: Findings = {
  spf: null,
  dkim: [],
  arc: NO_ARC,
  dmarc: { result: 'none', subject: null, domain: null, policy: null },
};
const dkim = (properties: Outcome['properties'], reason: string | null = null): Outcome => ({
  result: 'fail',
  subject: null,
  reason,
  properties,
});
const written = (...outcomes: readonly Outcome[]): string =>
  authenticationResults('mail.local.test', { ...NOTHING, dkim: outcomes });

test('what was not asked is left out', () => {
  expect(authenticationResults('mail.local.test', NOTHING)).toBe(
    'Authentication-Results: mail.local.test;\r\n\tdkim=none;\r\n\tarc=none;\r\n\tdmarc=none\r\n',
  );
});

test('everything that was found is written, one check a line', () => {
  const spf: Outcome = { ...dkim([['smtp.mailfrom', 'ext.test']]), result: 'softfail' };
  const dmarc: Findings['dmarc'] = {
    result: 'fail',
    subject: 'ext.test',
    domain: 'ext.test',
    policy: 'reject',
  };
  const signature = dkim(
    [
      ['header.d', 'ext.test'],
      ['header.b', 'ab+/cd='],
    ],
    'the body was changed',
  );
  expect(authenticationResults('mail.local.test', { ...NOTHING, spf, dkim: [signature], dmarc })).toBe(
    'Authentication-Results: mail.local.test;\r\n' +
      '\tspf=softfail smtp.mailfrom=ext.test;\r\n' +
      '\tdkim=fail reason="the body was changed" header.d=ext.test header.b="ab+/cd=";\r\n' +
      '\tarc=none;\r\n' +
      '\tdmarc=fail header.from=ext.test policy.dmarc=reject\r\n',
  );
});

describe('what a message says cannot say more than it should', () => {
  test.each([
    ['an end of the result', 'a.test; dmarc=pass', '"a.test; dmarc=pass"'],
    ['an end of the field', 'a\r\nSubject: b', '"a??Subject: b"'],
    ['a quote', 'a"; dmarc=pass; b="', '"a\\"; dmarc=pass; b=\\""'],
    ['a backslash', 'a\\', '"a\\\\"'],
    ['a comment', 'a(b', '"a(b"'],
    ['letters beyond ASCII', 'b\u00fccher\u{1f4e7}', '"b?cher?"'],
    ['nothing', '', '""'],
    ['too much', 'a;'.repeat(200), `"${'a;'.repeat(25)}"`],
    ['a name that is too long', 'a'.repeat(300), `"${'a'.repeat(50)}"`],
  ])('%s', (_what, said, shown) => {
    expect(written(dkim([['header.d', said]]))).toContain(`\tdkim=fail header.d=${shown};\r\n`);
    expect(written(dkim([], said))).toContain('\tdkim=fail reason="');
  });

  test('no line is longer than a line may be', () => {
    const worst = '"'.repeat(400);
    const domain = 'a'.repeat(253);
    const lines = written(
      dkim(
        [
          ['header.d', domain],
          ['header.s', domain],
          ['header.a', worst],
          ['header.b', worst],
        ],
        worst,
      ),
    ).split('\r\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(998);
  });
});

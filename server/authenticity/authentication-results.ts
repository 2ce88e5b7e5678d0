import type { Findings, Outcome } from './outcome.ts';

/** A domain name is no longer; two of them and the rest fit in a line (RFC 5322 §2.1.1). */
const MAX_DOMAIN_LENGTH = 253;
const MAX_QUOTED_LENGTH = 50;

/**
 * The `Authentication-Results:` field (RFC 8601), one check a line, CRLF at its end. Values come from the message:
 * each is a token or a quoted string of printable ASCII, so that none can end the field or say something else.
 */
export function authenticationResults(hostname: string, { spf, dkim, arc, dmarc }: Findings): string {
  const dmarcProperties: Outcome['properties'] = [
    ...(dmarc.domain === null ? [] : [['header.from', dmarc.domain] as const]),
    ...(dmarc.policy === null ? [] : [['policy.dmarc', dmarc.policy] as const]),
  ];
  const results = [
    ...(spf === null ? [] : [result('spf', spf)]),
    ...(dkim.length === 0 ? ['dkim=none'] : dkim.map((outcome) => result('dkim', outcome))),
    result('arc', arc),
    result('dmarc', { ...dmarc, reason: null, properties: dmarcProperties }),
  ];
  return `Authentication-Results: ${hostname};\r\n\t${results.join(';\r\n\t')}\r\n`;
}

function result(method: string, { result: keyword, reason, properties }: Outcome): string {
  return [
    `${method}=${token(keyword)}`,
    ...(reason === null ? [] : [`reason=${quoted(reason)}`]),
    ...properties.map(([name, text]) => `${name}=${value(text)}`),
  ].join(' ');
}

/** Keywords are ours or mailauth's; one that is none would be a syntax error. */
function token(keyword: string): string {
  return /^[a-z]+$/.test(keyword) ? keyword : 'permerror';
}

function value(text: string): string {
  return text.length <= MAX_DOMAIN_LENGTH && /^[A-Za-z0-9_.-]+$/.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
  const cut = text.slice(0, MAX_QUOTED_LENGTH);
  return `"${cut.replace(/[^ -~]/gu, '?').replace(/["\\]/g, '\\$&')}"`;
}

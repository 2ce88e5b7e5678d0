import { canonicalDomain } from '../contract/domain.ts';
import type { FromHeader } from '../contract/facts.ts';

/** RFC 9989 §5.3.1 knows what to do with one; each further one costs questions to DNS. */
const MAX_DOMAINS = 5;

/**
 * The domains in whose name a message is written, or null where they cannot be told. Where the strict reader reads no
 * mailbox, those are taken that any other reader may see: each name behind an @ in any From: field of the header.
 */
export function authorDomains(from: FromHeader, fromFields: readonly string[] | null): string[] | null {
  if (from.kind === 'unreadable' && fromFields === null) return null;
  const named =
    from.kind === 'mailboxes'
      ? from.mailboxes.map(({ address }) => address.domain)
      : (fromFields ?? []).flatMap(namesBehindSigns);
  const domains = [...new Set(named)];
  return domains.length <= MAX_DOMAINS ? domains : null;
}

function namesBehindSigns(field: string): string[] {
  return Array.from(field.matchAll(/@[ \t\r\n]*([^\s@<>()[\]:;,"\\]+)/g))
    .map(([, name = '']) => canonicalDomain(name.replace(/\.+$/, '')))
    .filter((domain) => domain !== null);
}

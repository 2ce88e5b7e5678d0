import type { DnsFinding } from '../contract/first-run.ts';

/** What one party says. */
export interface View {
  /** `ns1.example.com`, `the DNS servers of this computer`. */
  readonly name: string;
  readonly findings: readonly DnsFinding[];
}

/**
 * One list of two: what the domain's own name servers say is what will be, what the resolver says is what others see
 * now. Where they differ, both are shown, and a record that is right at its source is not yet right everywhere.
 */
export function compareViews(resolver: View, authority: View | null): readonly DnsFinding[] {
  if (authority === null) return resolver.findings;
  const paired = authority.findings.map((source) => {
    const seen = resolver.findings.find((finding) => isSame(finding, source));
    return seen === undefined ? source : compare(seen, source, resolver.name, authority.name);
  });
  // A finding of the resolver alone is about a record that the source has removed.
  const alone = resolver.findings.filter(
    (finding) => !authority.findings.some((source) => isSame(source, finding)),
  );
  return [...paired, ...alone];
}

function compare(seen: DnsFinding, source: DnsFinding, resolverName: string, sourceName: string): DnsFinding {
  if (source.state === 'unknown') return seen;
  if (seen.state === 'unknown' && seen.found.length === 0) return source;
  const isAgreed = seen.state === source.state && sorted(seen.found) === sorted(source.found);
  if (isAgreed) return source;
  const found = [...named(sourceName, source.found), ...named(resolverName, seen.found)];
  if (source.state === 'right') {
    const detail = `It is right at ${sourceName}, but not yet everywhere: ${resolverName} still has the old answer, as others may for some hours. ${source.detail}`;
    return { ...source, state: 'unknown', found, detail };
  }
  const detail = `${source.detail} Not everybody sees the same yet: ${resolverName} answers otherwise than ${sourceName}.`;
  return { ...source, found, detail };
}

function isSame(one: DnsFinding, other: DnsFinding): boolean {
  return one.record === other.record && one.name === other.name;
}

function sorted(found: readonly string[]): string {
  return found.toSorted().join('\n');
}

function named(name: string, found: readonly string[]): readonly string[] {
  return found.length === 0 ? [`${name}: none`] : found.map((text) => `${name}: ${text}`);
}

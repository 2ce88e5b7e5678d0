import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import type { DMARCResult } from 'mailauth';
import type { BoundedResolver } from './bounded-resolver.ts';
import type { DmarcOutcome, Outcome } from './outcome.ts';

type Policy = NonNullable<DmarcOutcome['policy']>;

/** What passed, or may have: the domains by SPF and DKIM that can speak for the author. */
export interface Identifiers {
  readonly spf: Outcome | null;
  readonly dkim: readonly Outcome[];
}

/**
 * What DMARC says (RFC 9989) of a message whose authors are in these domains; null where they cannot be told. Of
 * several domains the one that fares worst decides: a message passes when it passes for each author.
 */
export async function checkDmarc(
  domains: readonly string[] | null,
  identifiers: Identifiers,
  resolver: BoundedResolver,
): Promise<DmarcOutcome> {
  if (domains === null) return nothingSaid('permerror');
  const outcomes = await Promise.all(domains.map((domain) => checkDomain(domain, identifiers, resolver)));
  const [worst = nothingSaid('none')] = outcomes.toSorted((one, other) => severity(other) - severity(one));
  return worst.result === 'pass' && outcomes.length > 1 ? { ...worst, domain: null, subject: null } : worst;
}

/** Asks DNS already for what {@link checkDmarc} will need to know. */
export function prefetchDmarc(domains: readonly string[], resolver: BoundedResolver): void {
  for (const domain of domains) {
    // Only DNS makes it fail, and that is asked again.
    checkDomain(domain, { spf: null, dkim: [] }, resolver).catch(() => undefined);
  }
}

async function checkDomain(
  domain: string,
  { spf, dkim }: Identifiers,
  { resolve: resolver }: BoundedResolver,
): Promise<DmarcOutcome> {
  const passing = (outcomes: readonly Outcome[]): string[] =>
    outcomes.flatMap(({ result, subject }) => (result === 'pass' && subject !== null ? [subject] : []));
  const { response } = await evaluateDmarc({
    headerFrom: [`author@${domain}`],
    fromFields: 1,
    spfDomains: passing(spf === null ? [] : [spf]),
    dkimDomains: passing(dkim).map((signer) => ({ domain: signer })),
    resolver,
  });
  if (response === false) return nothingSaid('none');
  const { result } = response.status;
  const policy = policyOf(response);
  const isUnknown = result === 'fail' && mightHavePassed(response.domain, { spf, dkim });
  return { result: isUnknown ? 'temperror' : result, subject: domain, domain, policy };
}

/** Whether somebody who can speak for the domain could not be asked now. */
function mightHavePassed(organisation: string, { spf, dkim }: Identifiers): boolean {
  return [...(spf === null ? [] : [spf]), ...dkim].some(
    ({ result, subject }) =>
      result === 'temperror' &&
      subject !== null &&
      (subject === organisation || subject.endsWith(`.${organisation}`)),
  );
}

function policyOf({ policy }: DMARCResult): DmarcOutcome['policy'] {
  return POLICIES.find((known) => known === policy) ?? null;
}

const POLICIES: readonly Policy[] = ['none', 'quarantine', 'reject'];

function severity({ result, policy }: DmarcOutcome): number {
  if (result === 'pass') return 0;
  if (result !== 'fail') return result === 'temperror' ? 2 : 1;
  return 3 + POLICIES.findIndex((known) => known === policy);
}

function nothingSaid(result: 'none' | 'permerror'): DmarcOutcome {
  return { result, subject: null, domain: null, policy: null };
}

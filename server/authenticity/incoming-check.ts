import type { AuthenticityFact, FromHeader } from '../contract/facts.ts';
import type { AuthenticityCheck, AuthenticityResult, MessageToCheck } from '../contract/authenticity.ts';
import type { Clock } from '../contract/clock.ts';
import type { Dns } from '../contract/dns.ts';
import { authenticationResults } from './authentication-results.ts';
import { authorDomains } from './author-domains.ts';
import { BoundedResolver, type Schedule } from './bounded-resolver.ts';
import { checkDmarc, prefetchDmarc } from './check-dmarc.ts';
import { checkArc, dkimOutcomes, MIN_RSA_BITS, NO_ARC } from './check-signatures.ts';
import { checkSpf } from './check-spf.ts';
import { HeaderGatherer } from './header-block.ts';
import type { Findings, Outcome } from './outcome.ts';
import { SignatureVerifier } from './signature-verifier.ts';

export interface CheckServices {
  readonly dns: Dns;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** How long the sender waits for our reply while DNS is asked; it waits at least ten minutes (RFC 5321 §4.5.3.2.6). */
const MAX_TIME_AFTER_END_MS = 9_000;

const UNKNOWN: Findings = {
  spf: null,
  dkim: [],
  arc: NO_ARC,
  dmarc: { result: 'temperror', subject: null, domain: null, policy: null },
};

/**
 * Checks one message while it arrives: the header is kept until it is complete, the body is only hashed. DNS is asked
 * as early as it is known what for.
 */
export class IncomingCheck implements AuthenticityCheck {
  readonly #message: MessageToCheck;
  readonly #services: CheckServices;
  readonly #resolver: BoundedResolver;
  readonly #spf: Promise<Outcome> | null;
  /** Null once the header has ended. */
  #gatherer: HeaderGatherer | null = new HeaderGatherer();
  /** Null where the header is not looked at: it is unwieldy, or has not ended. */
  #verifier: SignatureVerifier | null = null;
  #failure: { readonly cause: unknown } | null = null;

  constructor(message: MessageToCheck, services: CheckServices) {
    this.#message = message;
    this.#services = services;
    this.#resolver = new BoundedResolver(services.dns, services.schedule);
    this.#spf = message.isTrusted ? null : checkSpf(message, this.#resolver);
    // Awaited after the last byte; a message that ends before it leaves nobody to hear.
    this.#spf?.catch(() => undefined);
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#failure !== null) return;
    try {
      if (this.#gatherer === null) this.#verifier?.pushBody(chunk);
      else await this.#readHeader(chunk, this.#gatherer);
    } catch (cause) {
      this.#failure = { cause };
    }
  }

  async finish(from: FromHeader): Promise<AuthenticityResult> {
    this.#resolver.endAfter(MAX_TIME_AFTER_END_MS);
    try {
      if (this.#failure !== null) throw this.#failure.cause;
      return this.#result(await this.#findings(from));
    } catch (cause) {
      this.#services.reportError('checking a message', cause);
      return this.#result(UNKNOWN);
    } finally {
      this.#resolver.dispose();
    }
  }

  abort(): void {
    this.#resolver.endNow();
  }

  async #readHeader(chunk: Uint8Array, gatherer: HeaderGatherer): Promise<void> {
    const block = gatherer.push(chunk);
    if (block === null) return;
    this.#gatherer = null;
    if (block.kind === 'unwieldy') return;
    await this.#begin(block.header);
    this.#verifier?.pushBody(block.rest);
  }

  async #begin(header: Buffer): Promise<void> {
    const { returnPath } = this.#message;
    this.#verifier = await SignatureVerifier.begin(header, {
      resolver: this.#resolver.resolve,
      minBitLength: MIN_RSA_BITS,
      rejectRsaSha1: true,
      curTime: new Date(this.#services.clock()),
      sender: returnPath === null ? '<>' : `x@${returnPath.domain}`,
    });
    for (const name of this.#verifier.keyNames) this.#resolver.prefetch(name, 'TXT');
  }

  async #findings(from: FromHeader): Promise<Findings> {
    const resolver = this.#resolver;
    if (this.#gatherer !== null) {
      const block = this.#gatherer.finish();
      if (block.kind === 'complete') await this.#begin(block.header);
    }
    const verifier = this.#verifier;
    const domains = authorDomains(from, verifier && fromFieldsOf(verifier));
    prefetchDmarc(domains ?? [], resolver);
    await verifier?.finish();
    const dkim = verifier === null ? [] : dkimOutcomes(verifier);
    const arc = verifier === null ? NO_ARC : await checkArc(verifier, resolver);
    const spf = this.#spf && (await this.#spf);
    const dmarc = await checkDmarc(domains, { spf, dkim }, resolver);
    // Without SPF, that DMARC fails says nothing.
    const saysNothing = spf === null && dmarc.result === 'fail';
    return { spf, dkim, arc, dmarc: saysNothing ? { ...dmarc, result: 'none' } : dmarc };
  }

  #result(findings: Findings): AuthenticityResult {
    return { header: authenticationResults(this.#message.hostname, findings), fact: factOf(findings) };
  }
}

function fromFieldsOf({ headers }: SignatureVerifier): readonly string[] {
  if (headers === false) return [];
  return headers.parsed.filter(({ key }) => key === 'from').map(({ line }) => line.toString('utf8'));
}

function factOf({ spf, dkim, arc, dmarc }: Findings): AuthenticityFact {
  return {
    kind: 'checked',
    spf: spf === null ? { result: 'none', subject: null } : checkOutcome(spf),
    dkim: dkim.map(checkOutcome),
    arc: checkOutcome(arc),
    arcSealers: arc.sealers,
    arcSealedDmarcPass: arc.sealedDmarcPass,
    dmarc,
  };
}

function checkOutcome({ result, subject }: Outcome): Pick<Outcome, 'result' | 'subject'> {
  return { result, subject };
}

import { arc } from 'mailauth';
import type { ARCData, DKIMResult } from 'mailauth';
import { lowerAscii } from '../contract/ascii.ts';
import { canonicalDomain } from '../contract/domain.ts';
import type { BoundedResolver } from './bounded-resolver.ts';
import type { ArcOutcome, Outcome } from './outcome.ts';
import type { SignatureVerifier } from './signature-verifier.ts';

/** RFC 8301 §3.2: a verifier must not believe a shorter RSA key. */
export const MIN_RSA_BITS = 1024;

/** What the DKIM signatures say (RFC 6376), the best first; empty where there is none. */
export function dkimOutcomes({ results }: SignatureVerifier): readonly Outcome[] {
  return results
    .filter(({ signingDomain }) => signingDomain !== undefined)
    .map(dkimOutcome)
    .toSorted((one, other) => rank(one) - rank(other));
}

function dkimOutcome(signature: DKIMResult): Outcome {
  const { signingDomain = '', selector = '', algo = '', signature: value = '' } = signature;
  const { result, reason } = judge(signature);
  return {
    result,
    subject: domainOf(signingDomain),
    reason,
    properties: [
      ['header.d', signingDomain],
      ['header.s', selector],
      ['header.a', algo],
      // RFC 6008 §3: enough of the signature to tell it from others.
      ['header.b', value.slice(0, 8)],
    ],
  };
}

function judge({
  status,
  algo,
  bodyHash,
  bodyHashExpecting,
}: DKIMResult): Pick<Outcome, 'result' | 'reason'> {
  const { result, comment = null, underSized = 0 } = status;
  // RFC 8301 §3.1: rsa-sha1 is neither made nor believed any more.
  if (algo === 'rsa-sha1') return { result: 'policy', reason: 'rsa-sha1 is too weak' };
  if (result === 'policy') return { result, reason: 'the key is too short' };
  // RFC 6376 §8.2: whoever passes such a message on can add to it what the signer never saw.
  if (result === 'pass' && underSized > 0) {
    return { result: 'policy', reason: 'only the beginning of the body is signed' };
  }
  // RFC 6376 §6.1.3: mailauth calls it neutral.
  if (result === 'neutral' && bodyHash !== undefined && bodyHash !== bodyHashExpecting) {
    return { result: 'fail', reason: 'the body was changed' };
  }
  return { result, reason: result === 'pass' ? null : comment };
}

const BEST_FIRST: readonly string[] = ['pass', 'temperror', 'policy', 'fail', 'neutral', 'permerror'];

function rank({ result }: Outcome): number {
  const index = BEST_FIRST.indexOf(result);
  return index < 0 ? BEST_FIRST.length : index;
}

/** What the ARC chain says (RFC 8617). Call it after the signatures have been verified. */
export async function checkArc(verifier: SignatureVerifier, resolver: BoundedResolver): Promise<ArcOutcome> {
  const answer = await arc(verifier.arc, { resolver: resolver.resolve, minBitLength: MIN_RSA_BITS });
  const { result } = answer.status;
  if (result !== 'pass') {
    const isUnknown = result === 'fail' && isUnanswered(verifier.arc, resolver);
    return { ...NO_ARC, result: isUnknown ? 'temperror' : result };
  }
  const sealers = (answer.chain ?? []).map((set) => domainOf(tag(set['arc-seal'], 'd'))).toReversed();
  const [newest = null] = sealers;
  return {
    result,
    subject: newest,
    reason: null,
    properties: newest === null ? [] : [['header.d', newest]],
    sealers,
    sealedDmarcPass: saysDmarcPass(answer.authenticationResults),
  };
}

/** Whether the key of a seal, or of the newest message signature, could not be asked for now. */
function isUnanswered({ chain, lastEntry }: ARCData, resolver: BoundedResolver): boolean {
  if (lastEntry?.messageSignature?.status.result === 'temperror') return true;
  // Where there is no valid chain it is false, whatever mailauth's types say.
  if (!Array.isArray(chain)) return false;
  return chain.some((set) => {
    const seal = set['arc-seal'];
    return resolver.hasFailed(`${tag(seal, 's')}._domainkey.${tag(seal, 'd')}`, 'TXT');
  });
}

export const NO_ARC: ArcOutcome = {
  result: 'none',
  subject: null,
  reason: null,
  properties: [],
  sealers: [],
  sealedDmarcPass: false,
};

/** mailauth types a parsed header as a record of anything. */
function tag(header: unknown, name: string): string {
  const value = property(property(property(header, 'parsed'), name), 'value');
  return typeof value === 'string' ? value : '';
}

/** As domains are compared, or at least as one that can be shown. */
function domainOf(text: string): string {
  return canonicalDomain(text) ?? lowerAscii(text).replace(/[^!-~]/gu, '?');
}

function saysDmarcPass(results: unknown): boolean {
  return property(property(results, 'dmarc'), 'result') === 'pass';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

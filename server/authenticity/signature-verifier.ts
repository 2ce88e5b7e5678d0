import {
  DkimVerifier,
  type BodyHasher,
  type ParsedHeaders,
  type SignatureHeader,
  type VerifierOptions,
} from 'mailauth/lib/dkim/dkim-verifier.js';
import { CanonicalBody, type BodyForm, type BodyHash } from './canonical-body.ts';

/** RFC 6376 §6.1 lets a verifier limit how many signatures it tries; §8.4 says why. The topmost are the newest. */
export const MAX_SIGNATURES = 10;
/** Names in h=. An honest signature names each field of the message once or twice. */
const MAX_SIGNED_FIELDS = 500;

/**
 * mailauth's verifier of DKIM signatures and of the newest ARC-Message-Signature, given the header block as a whole
 * and the body chunk by chunk. It brings its own body hashes: those of mailauth cost each signature a pass of its own,
 * and hundreds of times as much for some bodies as for others.
 */
export class SignatureVerifier extends DkimVerifier {
  #bodies: readonly { readonly body: CanonicalBody; readonly hashers: readonly LimitedHasher[] }[] = [];

  private constructor(options: VerifierOptions) {
    super(options);
  }

  /** `header` with the empty line that ends it. */
  static async begin(header: Buffer, options: VerifierOptions): Promise<SignatureVerifier> {
    const verifier = new SignatureVerifier(options);
    await verifier.processChunk(header);
    return verifier;
  }

  /** Where the keys of the signatures are published. */
  get keyNames(): readonly string[] {
    return this.signatureHeaders
      .filter(({ skip }) => skip === undefined)
      .map(({ selector = '', signingDomain = '' }) => `${selector}._domainkey.${signingDomain}`);
  }

  pushBody(chunk: Uint8Array): void {
    for (const { body } of this.#bodies) body.push(chunk);
  }

  /** After the last byte; then `results` and `arc` hold what was found. */
  async finish(): Promise<void> {
    for (const { body, hashers } of this.#bodies) {
      for (const [index, hash] of body.finish().entries()) hashers[index]?.settle(hash);
    }
    await this.finalChunk();
  }

  protected override async messageHeaders(headers: ParsedHeaders): Promise<void> {
    // Who the author is, the strict reader says; mailauth's would take its time over an endless From: field.
    await super.messageHeaders({ ...headers, parsed: headers.parsed.filter(({ key }) => key !== 'from') });
    this.headers = headers;
    const signatures = this.signatureHeaders.filter(({ type }) => type === 'DKIM').slice(0, MAX_SIGNATURES);
    this.signatureHeaders = [...signatures, ...this.signatureHeaders.filter(({ type }) => type === 'ARC')];
    const used = new Set(
      this.signatureHeaders.flatMap(({ bodyHashKey, fallbackBodyHashKey }) => [
        bodyHashKey,
        fallbackBodyHashKey,
      ]),
    );
    for (const key of this.bodyHashes.keys()) if (!used.has(key)) this.bodyHashes.delete(key);
    this.#bodies = FORMS.map((form) => {
      const hashers = [...this.bodyHashes.values()]
        .filter((hasher) => hasher instanceof LimitedHasher)
        .filter((hasher) => hasher.form === form);
      const limits = hashers.map(({ limit }) => limit);
      return { body: new CanonicalBody(form, limits), hashers };
    }).filter(({ hashers }) => hashers.length > 0);
  }

  /** Two bare line feeds end the header for mailauth, but not for us. */
  protected override nextChunk(chunk: Buffer): Promise<void> {
    this.pushBody(chunk);
    return Promise.resolve();
  }

  protected override prepareSignature(signature: SignatureHeader): void {
    super.prepareSignature(signature);
    const signed = signature.parsed?.h?.value;
    if (typeof signed === 'string' && signed.split(':').length > MAX_SIGNED_FIELDS) {
      signature.skip = 'more fields signed than are looked at';
    }
  }

  protected override addBodyHash(form: string, hashAlgo: string, limit: number | ''): string {
    const key = `${form}:${hashAlgo}:${String(limit)}`;
    if (!this.bodyHashes.has(key)) {
      const hasher = new LimitedHasher(
        form === 'relaxed' ? 'relaxed' : 'simple',
        limit === '' ? null : limit,
      );
      this.bodyHashes.set(key, hasher);
    }
    return key;
  }
}

const FORMS: readonly BodyForm[] = ['simple', 'relaxed'];

/** Stands for one hash of a {@link CanonicalBody} until the body has ended. */
class LimitedHasher implements BodyHasher {
  readonly form: BodyForm;
  readonly limit: number | null;
  #result: BodyHash = { hash: '', hashedBytes: 0, canonicalBytes: 0 };

  constructor(form: BodyForm, limit: number | null) {
    this.form = form;
    this.limit = limit;
  }

  settle(result: BodyHash): void {
    this.#result = result;
  }

  digest(): string {
    return this.#result.hash;
  }

  get bodyHashedBytes(): number {
    return this.#result.hashedBytes;
  }

  get canonicalizedLength(): number {
    return this.#result.canonicalBytes;
  }

  /** Where MIME parts begin is of no interest here. */
  setContentType(): void {
    return undefined;
  }

  getMimeStructureStart(): undefined {
    return undefined;
  }
}

/**
 * What is used of mailauth 7.1.0 beside its own types: the verifier behind `dkimVerify`, a subclass of which brings
 * body hashes of its own. test/authenticity/signature-verifier.test.ts pins what is relied on.
 */
declare module 'mailauth/lib/dkim/dkim-verifier.js' {
  import type { ARCData, DKIMResult, DNSResolver } from 'mailauth';

  export interface VerifierOptions {
    readonly resolver: DNSResolver;
    readonly minBitLength: number;
    readonly rejectRsaSha1: boolean;
    readonly curTime: Date;
    /** Keeps it from looking for the sender in the header. */
    readonly sender: string;
  }

  /** Of one canonical form, hash algorithm and length of a body. */
  export interface BodyHasher {
    setContentType(contentType: unknown): void;
    digest(encoding: 'base64'): string;
    getMimeStructureStart(): number | undefined;
    readonly bodyHashedBytes: number;
    readonly canonicalizedLength: number;
  }

  export interface SignatureHeader {
    readonly type: 'DKIM' | 'ARC';
    readonly signingDomain?: string;
    readonly selector?: string;
    readonly parsed?: { readonly h?: { readonly value?: unknown } };
    readonly bodyHashKey?: string;
    readonly fallbackBodyHashKey?: string;
    /** Why the signature is left out of the results. */
    skip?: string;
  }

  export interface ParsedHeaders {
    readonly parsed: readonly { readonly key: string; readonly line: Buffer }[];
  }

  export class DkimVerifier {
    constructor(options: VerifierOptions);
    readonly results: readonly DKIMResult[];
    readonly arc: ARCData;
    headers: ParsedHeaders | false;
    protected signatureHeaders: SignatureHeader[];
    protected readonly bodyHashes: Map<string, BodyHasher>;
    protected messageHeaders(headers: ParsedHeaders): Promise<void>;
    protected prepareSignature(signatureHeader: SignatureHeader): void;
    /** Answers the key under which the hash is in `bodyHashes`. `maxBodyLength` is empty for the whole body. */
    protected addBodyHash(bodyCanon: string, hashAlgo: string, maxBodyLength: number | ''): string;
    /** Reads the header block and passes it to `messageHeaders`; what follows it goes to `nextChunk`. */
    protected processChunk(chunk: Buffer): Promise<void>;
    protected nextChunk(chunk: Buffer): Promise<void>;
    protected finalChunk(): Promise<void>;
  }
}

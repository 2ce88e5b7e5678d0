import { createHash, sign } from 'node:crypto';
import type { MessageObserver } from '../contract/authenticity.ts';
import type { Clock } from '../contract/clock.ts';
import { CanonicalBody } from './canonical-body.ts';
import type { SigningKey } from './dkim-keys.ts';
import { HeaderGatherer } from './header-block.ts';
import { canonicalField, signedFields } from './signed-fields.ts';

/**
 * Signs one message with each of the keys while it passes through (RFC 6376, RFC 8463). Of our own making, because
 * neither mailauth nor nodemailer can name a field once more than it occurs, without which a second From: can be put
 * above the signed one. An unwieldy header is not signed.
 */
export class MessageSigner implements MessageObserver<string> {
  readonly #keys: readonly SigningKey[];
  readonly #clock: Clock;
  readonly #body = new CanonicalBody('relaxed');
  /** Null once the header has ended. */
  #gatherer: HeaderGatherer | null = new HeaderGatherer();
  #header: Buffer | null = null;

  constructor(keys: readonly SigningKey[], clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  write(chunk: Uint8Array): Promise<void> {
    if (this.#gatherer === null) this.#body.push(chunk);
    else {
      const block = this.#gatherer.push(chunk);
      if (block !== null) this.#gatherer = null;
      if (block?.kind === 'complete') {
        this.#header = block.header;
        this.#body.push(block.rest);
      }
    }
    return Promise.resolve();
  }

  finish(): Promise<string> {
    const block = this.#gatherer?.finish();
    const header = block?.kind === 'complete' ? block.header : this.#header;
    if (header === null) return Promise.resolve('');
    const [body] = this.#body.finish();
    const fields = signedFields(header);
    const time = Math.floor(this.#clock() / 1000);
    const signatures = this.#keys.map((key) => signatureField(key, fields, body?.hash ?? '', time));
    return Promise.resolve(signatures.join(''));
  }

  abort(): void {
    this.#gatherer = null;
  }
}

function signatureField(
  key: SigningKey,
  { names, canonical }: ReturnType<typeof signedFields>,
  bodyHash: string,
  time: number,
): string {
  const { domain, selector, algorithm } = key;
  const unsigned = [
    `DKIM-Signature: v=1; a=${algorithm}-sha256; c=relaxed/relaxed; t=${String(time)};`,
    `d=${domain}; s=${selector};`,
    ...folded(`h=${names.join(':')};`, ':'),
    `bh=${bodyHash};`,
    'b=',
  ].join('\r\n\t');
  const signed = Buffer.from(canonical + canonicalField(unsigned), 'latin1');
  // RFC 8463 §3: Ed25519 signs the hash; for RSA the hash is part of the signing.
  const signature =
    algorithm === 'rsa'
      ? sign('sha256', signed, key.privateKey)
      : sign(null, createHash('sha256').update(signed).digest(), key.privateKey);
  return `${unsigned}${folded(signature.toString('base64'), '').join('\r\n\t')}\r\n`;
}

const LINE_LENGTH = 72;

/** In lines of bounded length, cut behind the separator; anywhere where it is empty. */
function folded(text: string, separator: string): string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== '';) {
    const cut = separator === '' ? LINE_LENGTH : rest.lastIndexOf(separator, LINE_LENGTH) + 1;
    const length = rest.length <= LINE_LENGTH || cut === 0 ? rest.length : cut;
    lines.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return lines;
}

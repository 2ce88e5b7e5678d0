import { isAsciiDomain } from '../../contract/domain.ts';
import type { FromHeader } from '../../contract/facts.ts';
import type { Authenticity, MessageObserver } from '../../contract/authenticity.ts';
import type { FieldCounter } from '../message/field-counter.ts';
import type { HeaderScan, HeaderScanner } from '../message/header-scanner.ts';
import { readFromHeader } from '../message/read-from-header.ts';
import type { MessageTreatment, Treated } from './message-treatment.ts';
import { rfc5322Date } from './rfc5322-date.ts';

export interface SubmittedMail {
  /** Unique; the left side of a Message-ID that is missing. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly hostname: string;
  readonly authenticity: Pick<Authenticity, 'sign'>;
  /** Both have seen what is written here. */
  readonly scanner: HeaderScanner;
  readonly fields: FieldCounter<'message-id' | 'date' | 'received'>;
}

/**
 * Mail of our own accounts: what its header lacks is added (RFC 6409 §8.2, §8.3), and it is signed for the domain of
 * its first author. Both are known only once the header is complete; until then it is kept, which the scanner bounds.
 */
export class SubmissionSigning implements MessageTreatment {
  readonly #mail: SubmittedMail;
  #held: Uint8Array[] = [];
  #hasBegun = false;
  #missing = '';
  #signer: MessageObserver<string> | null = null;

  constructor(mail: SubmittedMail) {
    this.#mail = mail;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#hasBegun) {
      await this.#signer?.write(chunk);
      return;
    }
    this.#held.push(chunk);
    const { scan } = this.#mail.scanner;
    if (scan !== null) await this.#begin(scan);
  }

  async finish(_from: FromHeader): Promise<Treated> {
    if (!this.#hasBegun) await this.#begin(this.#mail.scanner.finish());
    const signatures = (await this.#signer?.finish()) ?? '';
    return { authenticity: { kind: 'not-checked' }, added: { trace: signatures, message: this.#missing } };
  }

  abort(): void {
    this.#signer?.abort();
  }

  /** A header that two readers could read two ways is neither completed nor signed. */
  async #begin(scan: HeaderScan): Promise<void> {
    const held = this.#held;
    this.#hasBegun = true;
    this.#held = [];
    const from = readFromHeader(scan);
    const [author] = from.kind === 'mailboxes' ? from.mailboxes : [];
    if (scan.kind === 'defect') return;
    this.#missing = this.#missingFields(author?.address.domain);
    if (author === undefined) return;
    this.#signer = this.#mail.authenticity.sign(author.address.domain);
    await this.#signer.write(Buffer.from(this.#missing));
    for (const chunk of held) await this.#signer.write(chunk);
  }

  #missingFields(authorDomain: string | undefined): string {
    const { id, receivedAt, hostname, fields } = this.#mail;
    const domain = authorDomain !== undefined && isAsciiDomain(authorDomain) ? authorDomain : hostname;
    return [
      fields.count('message-id') === 0 ? `Message-ID: <${id}@${domain}>\r\n` : '',
      fields.count('date') === 0 ? `Date: ${rfc5322Date(receivedAt)}\r\n` : '',
    ].join('');
  }
}

import type { FromHeader } from '../../contract/facts.ts';
import type { AuthenticityCheck } from '../../contract/authenticity.ts';
import type { MessageTreatment, Treated } from './message-treatment.ts';

/** Mail from elsewhere: whether it comes from whom it says is found out, and written before it. */
export class ArrivalCheck implements MessageTreatment {
  readonly #check: AuthenticityCheck;

  constructor(check: AuthenticityCheck) {
    this.#check = check;
  }

  write(chunk: Uint8Array): Promise<void> {
    return this.#check.write(chunk);
  }

  async finish(from: FromHeader): Promise<Treated> {
    const { header, fact } = await this.#check.finish(from);
    return { authenticity: fact, added: { trace: header, message: '' } };
  }

  abort(): void {
    this.#check.abort();
  }
}

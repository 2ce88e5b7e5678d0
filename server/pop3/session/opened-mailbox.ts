import type { Maildrop } from '../../contract/maildrops.ts';
import type { SessionRecorder } from '../../contract/session-recorder.ts';
import { NOT_REMOVED, UNAVAILABLE } from '../engine/refusals.ts';
import type { Refusal } from '../engine/response.ts';
import type { ListedMessage, OpenMailbox } from '../engine/session-handler.ts';
import { recordRefusal } from './session-record.ts';
import type { Pop3Services } from './session-services.ts';

/** The mailbox of one account as it was when the session opened it; new mail waits for the next session. */
export class OpenedMailbox implements OpenMailbox {
  readonly messages: readonly ListedMessage[];
  readonly #services: Pick<Pop3Services, 'maildrops' | 'reportError'>;
  readonly #recorder: SessionRecorder;
  readonly #accountId: number;
  readonly #maildrop: Maildrop;
  #sentBytes = 0;

  constructor(
    services: Pick<Pop3Services, 'maildrops' | 'reportError'>,
    recorder: SessionRecorder,
    accountId: number,
    maildrop: Maildrop,
  ) {
    this.#services = services;
    this.#recorder = recorder;
    this.#accountId = accountId;
    this.#maildrop = maildrop;
    this.messages = maildrop.messages.map(({ uid, sizeBytes }) => ({
      uniqueId: `${maildrop.uidValidity}.${uid}`,
      sizeBytes,
    }));
  }

  async read(number: number): Promise<Uint8Array | Refusal | null> {
    const [uid] = this.#uidsOf([number]);
    if (uid === undefined) return null;
    try {
      const content = await this.#services.maildrops.read(this.#accountId, uid);
      this.#sentBytes += content?.length ?? 0;
      this.#recorder.update({ bytes: this.#sentBytes });
      return content;
    } catch (cause) {
      return this.#refuse('reading a message', cause, UNAVAILABLE);
    }
  }

  async remove(numbers: readonly number[]): Promise<Refusal | null> {
    if (numbers.length === 0) return null;
    try {
      await this.#services.maildrops.remove(this.#accountId, this.#uidsOf(numbers));
      this.#recorder.line('note', `${numbers.length} of ${this.messages.length} messages were removed.`);
      return null;
    } catch (cause) {
      return this.#refuse('removing messages', cause, NOT_REMOVED);
    }
  }

  #uidsOf(numbers: readonly number[]): readonly number[] {
    return numbers.flatMap((number) => this.#maildrop.messages[number - 1]?.uid ?? []);
  }

  #refuse(step: string, cause: unknown, refusal: Refusal): Refusal {
    this.#services.reportError(`POP3, ${step}`, cause);
    recordRefusal(this.#recorder, refusal, 'Server error', `${step} failed inside the server.`);
    return refusal;
  }
}

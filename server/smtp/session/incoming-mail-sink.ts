import type { MailFacts } from '../../contract/facts.ts';
import type { Reply } from '../../contract/reply.ts';
import type { IncomingMessage, PolicySnapshot } from '../../contract/services.ts';
import type { SendingTransaction } from '../../guard/sending-ledger.ts';
import { judgeHeader } from '../../policy/judge-header.ts';
import type { BodyDefect, MessageSink } from '../engine/session-handler.ts';
import { carryOutEffects } from './carry-out-effects.ts';
import { refuseDefects } from './refuse-defects.ts';
import { gatherHeaderFacts } from '../gather-facts.ts';
import { HeaderFilter } from '../message/header-filter.ts';
import { HopCounter } from '../message/hop-counter.ts';
import { HeaderScanner, type HeaderScan } from '../message/header-scanner.ts';
import { readFromHeader } from '../message/read-from-header.ts';
import { MAIL_LOOP_554, queued250, storeReply } from './replies.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal, recordVerdict } from './session-record.ts';

/** RFC 5321 §6.3: counting Received: fields detects loops; the limit should be large, at least 100. */
const MAX_HOPS = 100;

/** The message as MAIL announced it, and the policy that it was announced under. */
export interface AnnouncedMail {
  readonly id: string;
  readonly traceHeader: string;
  readonly facts: MailFacts;
  /** Its place in the ledger of its account; null while nobody signed in. */
  readonly sending: SendingTransaction | null;
  readonly snapshot: PolicySnapshot;
}

/**
 * Takes the bytes of one message: what the store keeps is what the From: header is read from. Nothing is
 * refused before the dot; what has failed meanwhile is read on into nothing (RFC 5321 §4.1.1.4).
 */
export class IncomingMailSink implements MessageSink {
  readonly #context: SessionContext;
  readonly #message: IncomingMessage;
  readonly #mail: AnnouncedMail;
  readonly #filter = new HeaderFilter();
  readonly #scanner = new HeaderScanner();
  readonly #hopCounter = new HopCounter();
  #failure: { readonly cause: unknown } | null = null;

  constructor(context: SessionContext, message: IncomingMessage, mail: AnnouncedMail) {
    this.#context = context;
    this.#message = message;
    this.#mail = mail;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#context.received.bytes += chunk.byteLength;
    if (this.#failure !== null) return;
    try {
      await this.#keep(this.#filter.push(chunk));
    } catch (cause) {
      await this.#fail(cause);
    }
  }

  async end(defects: ReadonlySet<BodyDefect>): Promise<Reply> {
    const { recorder } = this.#context;
    recorder.update({ bytes: this.#context.received.bytes });
    if (this.#failure === null) {
      try {
        return await this.#decide(defects);
      } catch (cause) {
        await this.#fail(cause);
      }
    }
    const reply = storeReply(this.#failure?.cause);
    recordRefusal(recorder, reply, 'Storage not available', 'The message could not be stored.');
    return reply;
  }

  async abort(): Promise<void> {
    this.#context.recorder.update({ bytes: this.#context.received.bytes });
    if (this.#failure === null) await this.#discard();
  }

  async #keep(parts: readonly Uint8Array[]): Promise<void> {
    for (const part of parts) {
      this.#scanner.push(part);
      this.#hopCounter.push(part);
      await this.#message.write(part);
    }
  }

  async #decide(defects: ReadonlySet<BodyDefect>): Promise<Reply> {
    await this.#keep(this.#filter.finish());
    const scan = this.#scanner.finish();
    // Of a NUL that makes the From: field unreadable the rule speaks first, wherever it judges.
    const hasNulInHeader = scan.kind === 'defect' && scan.defect === 'nul';
    const refusal =
      (hasNulInHeader
        ? (this.#judgeHeader(scan) ?? this.#refuseDefects(defects))
        : (this.#refuseDefects(defects) ?? this.#judgeHeader(scan))) ?? this.#refuseLoop();
    if (refusal !== null) {
      await this.#discard();
      return refusal;
    }
    await this.#message.commit(this.#mail.traceHeader);
    this.#mail.sending?.commit();
    this.#context.recorder.accepted();
    return queued250(this.#mail.id);
  }

  #refuseDefects(defects: ReadonlySet<BodyDefect>): Reply | null {
    const { listener, recorder } = this.#context;
    const defect = refuseDefects(defects, listener.kind);
    if (defect === null) return null;
    recordRefusal(recorder, defect.reply, defect.reason, defect.because);
    return defect.reply;
  }

  #refuseLoop(): Reply | null {
    const { hops } = this.#hopCounter;
    if (hops <= MAX_HOPS) return null;
    const because = `The message has passed ${hops} servers on its way: it is sent in circles.`;
    recordRefusal(this.#context.recorder, MAIL_LOOP_554, 'Mail loop', because);
    return MAIL_LOOP_554;
  }

  #judgeHeader(scan: HeaderScan): Reply | null {
    const { services, recorder } = this.#context;
    const { facts, snapshot } = this.#mail;
    const from = readFromHeader(scan);
    const headerFacts = gatherHeaderFacts(facts, from, snapshot.directory, services.clock());
    const verdict = judgeHeader(headerFacts, snapshot.settings.options);
    recordVerdict(recorder, verdict, snapshot, 'From: header', { stage: 'data', facts: headerFacts });
    carryOutEffects(verdict, this.#context);
    return verdict.refusal?.reply ?? null;
  }

  async #fail(cause: unknown): Promise<void> {
    this.#failure = { cause };
    this.#context.services.reportError('DATA', cause);
    await this.#discard();
  }

  async #discard(): Promise<void> {
    try {
      await this.#message.discard();
    } catch (cause) {
      this.#context.services.reportError('discarding a message', cause);
    }
  }
}

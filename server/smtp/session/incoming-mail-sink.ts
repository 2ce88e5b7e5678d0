import type { FromHeader, MailFacts, RecipientFacts } from '../../contract/facts.ts';
import type { Reply } from '../../contract/reply.ts';
import type { PolicySnapshot } from '../../contract/directory-view.ts';
import type { IncomingMessage } from '../../contract/message-store.ts';
import { judgeHeader } from '../../policy/judge-header.ts';
import type { BodyDefect, MessageSink } from '../engine/session-handler.ts';
import { carryOutEffects } from './carry-out-effects.ts';
import { refuseDefects } from './refuse-defects.ts';
import { gatherHeaderFacts } from '../gather-facts.ts';
import { FieldCounter } from '../message/field-counter.ts';
import { HeaderFilter } from '../message/header-filter.ts';
import { HeaderScanner } from '../message/header-scanner.ts';
import { readFromHeader } from '../message/read-from-header.ts';
import { ArrivalCheck } from './arrival-check.ts';
import type { MessageTreatment, Treated } from './message-treatment.ts';
import { MAIL_LOOP_554, queued250, storeReply } from './replies.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal, recordVerdict } from './session-record.ts';
import { SubmissionSigning } from './submission-signing.ts';
import type { AddedFields } from './trace-header.ts';

/** RFC 5321 §6.3: counting Received: fields detects loops; the limit should be large, at least 100. */
const MAX_HOPS = 100;

/** The message as MAIL announced it, and the policy that it was announced under. */
export interface AnnouncedMail {
  readonly id: string;
  readonly receivedAt: number;
  /** Where the accepted recipients are. */
  readonly destinations: readonly RecipientFacts['destination'][];
  /** What is put before the message. */
  readonly traceHeader: (added: AddedFields) => string;
  readonly facts: MailFacts;
  /** The message is on disk. */
  readonly onStored: () => void;
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
  readonly #filter: HeaderFilter;
  readonly #scanner = new HeaderScanner();
  readonly #fields = new FieldCounter(['received', 'message-id', 'date']);
  readonly #treatment: MessageTreatment;
  #failure: { readonly cause: unknown } | null = null;

  constructor(context: SessionContext, message: IncomingMessage, mail: AnnouncedMail) {
    this.#context = context;
    this.#message = message;
    this.#mail = mail;
    const isSubmission = mail.facts.account !== null;
    this.#filter = new HeaderFilter({ hostname: mail.snapshot.settings.hostname, isSubmission });
    this.#treatment = isSubmission ? this.#sign() : this.#check();
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
      this.#fields.push(part);
      await this.#treatment.write(part);
      await this.#message.write(part);
    }
  }

  #check(): MessageTreatment {
    const { services, clientIp, greeting } = this.#context;
    const { facts, snapshot } = this.#mail;
    return new ArrivalCheck(
      services.authenticity.check({
        clientIp,
        isTrusted: facts.client.trustedRange !== null,
        helo: greeting?.name ?? '',
        returnPath: facts.returnPath,
        hostname: snapshot.settings.hostname,
      }),
    );
  }

  #sign(): MessageTreatment {
    const { id, receivedAt, snapshot } = this.#mail;
    return new SubmissionSigning({
      id,
      receivedAt,
      hostname: snapshot.settings.hostname,
      authenticity: this.#context.services.authenticity,
      scanner: this.#scanner,
      fields: this.#fields,
    });
  }

  async #decide(defects: ReadonlySet<BodyDefect>): Promise<Reply> {
    await this.#keep(this.#filter.finish());
    const scan = this.#scanner.finish();
    // Of a NUL that makes the From: field unreadable the rule speaks first, wherever it judges.
    const hasNulInHeader = scan.kind === 'defect' && scan.defect === 'nul';
    const defect = hasNulInHeader ? null : this.#refuseDefects(defects);
    if (defect !== null) return this.#refuse(defect);
    const from = readFromHeader(scan);
    const treated = await this.#treatment.finish(from);
    const refusal =
      this.#judgeHeader(from, treated) ??
      (hasNulInHeader ? this.#refuseDefects(defects) : null) ??
      this.#refuseLoop();
    if (refusal !== null) return this.#refuse(refusal);
    await this.#message.commit(this.#mail.traceHeader(treated.added));
    this.#mail.onStored();
    this.#context.recorder.accepted();
    return queued250(this.#mail.id);
  }

  async #refuse(reply: Reply): Promise<Reply> {
    await this.#discard();
    return reply;
  }

  #refuseDefects(defects: ReadonlySet<BodyDefect>): Reply | null {
    const { listener, recorder } = this.#context;
    const defect = refuseDefects(defects, listener.kind);
    if (defect === null) return null;
    recordRefusal(recorder, defect.reply, defect.reason, defect.because);
    return defect.reply;
  }

  #refuseLoop(): Reply | null {
    const hops = this.#fields.count('received');
    if (hops <= MAX_HOPS) return null;
    const because = `The message has passed ${hops} servers on its way: it is sent in circles.`;
    recordRefusal(this.#context.recorder, MAIL_LOOP_554, 'Mail loop', because);
    return MAIL_LOOP_554;
  }

  #judgeHeader(from: FromHeader, { authenticity }: Treated): Reply | null {
    const { services, recorder } = this.#context;
    const { facts, destinations, snapshot } = this.#mail;
    const message = { mail: facts, destinations, from, authenticity };
    const headerFacts = gatherHeaderFacts(message, snapshot.directory, services.clock());
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
    this.#treatment.abort();
    try {
      await this.#message.discard();
    } catch (cause) {
      this.#context.services.reportError('discarding a message', cause);
    }
  }
}

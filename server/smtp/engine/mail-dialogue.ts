import type { Reply } from '../../contract/reply.ts';
import type { MessageReceiver } from './gate-stream.ts';
import { parseMailCommand } from './mail-command.ts';
import { MessageIntake } from './message-intake.ts';
import { parseRcptCommand } from './rcpt-command.ts';
import {
  FLOOD_421,
  GO_AHEAD_354,
  INTERNAL_451,
  MAIL_FIRST_503,
  NESTED_MAIL_503,
  RECIPIENT_250,
  RECIPIENT_FIRST_503,
  SENDER_250,
  MESSAGE_TOO_LARGE_552,
  TOO_MANY_RECIPIENTS_452,
  UNCLEAR_END_421,
} from './replies.ts';
import type { BodyDefect, EngineSettings, SessionHandler } from './session-handler.ts';
import type { Speaker } from './speaker.ts';
import type { Wire } from './wire.ts';

/** MAIL, RCPT, DATA: one mail transaction after the other (RFC 5321 §3.3). */
export class MailDialogue {
  readonly #speaker: Speaker;
  readonly #wire: Wire;
  readonly #handler: SessionHandler;
  readonly #settings: EngineSettings;
  #transaction: { readonly smtpUtf8: boolean; recipients: number } | null = null;
  #intake: MessageIntake | null = null;

  constructor(speaker: Speaker, wire: Wire, handler: SessionHandler, settings: EngineSettings) {
    this.#speaker = speaker;
    this.#wire = wire;
    this.#handler = handler;
    this.#settings = settings;
  }

  get isInTransaction(): boolean {
    return this.#transaction !== null;
  }

  /** Bytes of the message that is coming in, null between messages. */
  get receivedBytes(): number | null {
    return this.#intake?.receivedBytes ?? null;
  }

  async mail(argument: string): Promise<void> {
    if (this.#transaction !== null) {
      this.#speaker.refuse(NESTED_MAIL_503, 'MAIL inside a mail transaction');
      return;
    }
    const command = parseMailCommand(argument);
    if (command.kind === 'refused') {
      this.#speaker.refuse(command.reply, 'MAIL command not understood');
      return;
    }
    const { sizeBytes, smtpUtf8 } = command.value;
    const { messageBytes } = this.#settings;
    // RFC 1870 §6.1
    if (sizeBytes !== null && sizeBytes > messageBytes) {
      const because = `a message of ${sizeBytes} bytes was announced, the limit is ${messageBytes}`;
      this.#speaker.refuse(MESSAGE_TOO_LARGE_552, because);
      return;
    }
    if (smtpUtf8) this.#speaker.clientReadsUtf8 = true;
    const refusal = await this.#handler.mail(command.value);
    // A refused MAIL leaves nothing behind: neither its sender nor its parameters.
    if (refusal === null) this.#transaction = { smtpUtf8, recipients: 0 };
    this.#speaker.say(refusal ?? SENDER_250);
  }

  async rcpt(argument: string): Promise<void> {
    const transaction = this.#transaction;
    if (transaction === null) {
      this.#speaker.refuse(MAIL_FIRST_503, 'RCPT without MAIL');
      return;
    }
    const command = parseRcptCommand(argument, transaction.smtpUtf8);
    if (command.kind === 'refused') {
      this.#speaker.refuse(command.reply, 'RCPT command not understood');
      return;
    }
    // RFC 5321 §4.5.3.1.10
    if (transaction.recipients >= this.#settings.recipients) {
      this.#speaker.refuse(TOO_MANY_RECIPIENTS_452, `more than ${this.#settings.recipients} recipients`);
      return;
    }
    const refusal = await this.#handler.rcpt(command.value);
    if (refusal === null) transaction.recipients += 1;
    this.#speaker.say(refusal ?? RECIPIENT_250);
  }

  async data(): Promise<void> {
    const misplaced = this.#dataRefusal();
    if (misplaced !== null) {
      this.#speaker.refuse(misplaced, 'DATA out of place');
      return;
    }
    const answer = await this.#handler.data();
    if ('code' in answer) {
      this.#speaker.say(answer);
      return;
    }
    const intake = new MessageIntake(answer, this.#settings.messageBytes, {
      flooded: () => {
        this.#speaker.refuseAndHangUp(FLOOD_421, 'more than twice the size limit was sent');
      },
      failed: (error) => {
        this.#handler.refusedByEngine(INTERNAL_451, `storing the message failed: ${messageOf(error)}`);
      },
    });
    this.#intake = intake;
    this.#wire.receiveMessage(this.#receiver(intake));
    this.#speaker.say(GO_AHEAD_354);
  }

  /** RSET, EHLO, STARTTLS or the end of a message. */
  reset(): void {
    this.#transaction = null;
    this.#handler.transactionReset();
  }

  /** The connection has ended. */
  async abort(): Promise<void> {
    await this.#intake?.abort();
  }

  #dataRefusal(): Reply | null {
    if (this.#transaction === null) return MAIL_FIRST_503;
    return this.#transaction.recipients === 0 ? RECIPIENT_FIRST_503 : null;
  }

  #receiver(intake: MessageIntake): MessageReceiver {
    return {
      take: (content) => intake.take(content),
      finish: (defects, endIsUnclear) => this.#finish(intake, defects, endIsUnclear),
    };
  }

  async #finish(
    intake: MessageIntake,
    defects: ReadonlySet<BodyDefect>,
    endIsUnclear: boolean,
  ): Promise<void> {
    const answer = await this.#answerOf(intake, defects);
    this.#intake = null;
    this.#handler.transcript('note', `message of ${intake.receivedBytes} bytes`);
    if (answer.code < 400) this.#speaker.forgetErrors();
    this.#speaker.say(answer);
    this.reset();
    if (endIsUnclear)
      this.#speaker.refuseAndHangUp(UNCLEAR_END_421, 'the message ended with CR CR LF . CR LF');
    this.#wire.flush();
  }

  async #answerOf(intake: MessageIntake, defects: ReadonlySet<BodyDefect>): Promise<Reply> {
    try {
      return (await intake.finish(defects)) ?? INTERNAL_451;
    } catch (error) {
      this.#handler.refusedByEngine(INTERNAL_451, `finishing the message failed: ${messageOf(error)}`);
      return INTERNAL_451;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}

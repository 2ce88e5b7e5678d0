import type { Verb } from './command.ts';
import { parseNumbers } from './command.ts';
import { messageLines, topOf } from './message-lines.ts';
import { NO_SUCH_MESSAGE, SYNTAX } from './refusals.ts';
import type { Refusal } from './response.ts';
import type { ListedMessage, OpenMailbox } from './session-handler.ts';
import type { Speaker } from './speaker.ts';

/** The commands of the TRANSACTION state (RFC 1939 §5, §7). */
export type MailboxVerb = Extract<Verb, 'STAT' | 'LIST' | 'UIDL' | 'RETR' | 'TOP' | 'DELE' | 'NOOP' | 'RSET'>;

interface Numbered {
  readonly number: number;
  readonly message: ListedMessage;
}

/** One opened mailbox: what is in it, and what the client has marked as deleted. */
export class MailboxDialogue {
  readonly #speaker: Speaker;
  readonly #mailbox: OpenMailbox;
  readonly #deleted = new Set<number>();

  constructor(speaker: Speaker, mailbox: OpenMailbox) {
    this.#speaker = speaker;
    this.#mailbox = mailbox;
  }

  /** `2 messages (320 octets)`. */
  get summary(): string {
    const left = this.#left();
    return `${left.length} ${left.length === 1 ? 'message' : 'messages'} (${octetsOf(left)} octets)`;
  }

  async carryOut(verb: MailboxVerb, argument: string): Promise<void> {
    const numbers = parseNumbers(argument);
    const [first, second] = numbers ?? [];
    const isListing = verb === 'LIST' || verb === 'UIDL';
    const count = numbers?.length ?? -1;
    if (count !== ARGUMENTS[verb] && !(isListing && count === 0)) {
      this.#speaker.refuse(SYNTAX, `${verb} with other arguments`);
      return;
    }
    if (first === undefined) {
      this.#onAll(verb);
      return;
    }
    const found = this.#find(first);
    if (found === null) this.#speaker.refuse(NO_SUCH_MESSAGE, `${verb} of a message that is not there`);
    else await this.#onOne(verb, found, second);
  }

  /** RFC 1939 §6, the UPDATE state. Null, or why nothing was removed. */
  update(): Promise<Refusal | null> {
    return this.#mailbox.remove([...this.#deleted]);
  }

  #onAll(verb: MailboxVerb): void {
    const left = this.#left();
    switch (verb) {
      case 'LIST':
        this.#speaker.list(
          this.summary,
          left.map(({ number, message }) => `${number} ${message.sizeBytes}`),
        );
        return;
      case 'UIDL':
        this.#speaker.list(
          'unique ids follow',
          left.map(({ number, message }) => `${number} ${message.uniqueId}`),
        );
        return;
      case 'STAT':
        this.#speaker.agree(`${left.length} ${octetsOf(left)}`);
        return;
      case 'RSET':
        this.#deleted.clear();
        this.#speaker.agree(this.summary);
        return;
      default:
        this.#speaker.agree('Nothing done');
    }
  }

  async #onOne(verb: MailboxVerb, { number, message }: Numbered, bodyLines = 0): Promise<void> {
    switch (verb) {
      case 'LIST':
        this.#speaker.agree(`${number} ${message.sizeBytes}`);
        return;
      case 'UIDL':
        this.#speaker.agree(`${number} ${message.uniqueId}`);
        return;
      case 'DELE':
        this.#deleted.add(number);
        this.#speaker.agree(`message ${number} marked as deleted`);
        return;
      default: {
        const content = await this.#mailbox.read(number);
        if (content === null) this.#speaker.refuse(NO_SUCH_MESSAGE, 'A message that is gone');
        else if (!(content instanceof Uint8Array)) this.#speaker.pass(content);
        else if (verb === 'TOP')
          await this.#speaker.message('top of the message follows', messageLines(topOf(content, bodyLines)));
        else await this.#speaker.message(`${message.sizeBytes} octets`, messageLines(content));
      }
    }
  }

  #find(number: number): Numbered | null {
    const message = this.#mailbox.messages[number - 1];
    return message === undefined || this.#deleted.has(number) ? null : { number, message };
  }

  #left(): readonly Numbered[] {
    return this.#mailbox.messages
      .map((message, index) => ({ number: index + 1, message }))
      .filter(({ number }) => !this.#deleted.has(number));
  }
}

/** How many numbers follow each command; LIST and UIDL may have none too. */
const ARGUMENTS: Readonly<Record<MailboxVerb, number>> = {
  STAT: 0,
  LIST: 1,
  UIDL: 1,
  RETR: 1,
  TOP: 2,
  DELE: 1,
  NOOP: 0,
  RSET: 0,
};

function octetsOf(messages: readonly Numbered[]): number {
  return messages.reduce((octets, { message }) => octets + message.sizeBytes, 0);
}

import type { Address } from '../contract/address.ts';
import type { SendingUse } from '../contract/facts.ts';
import type { Clock } from '../contract/clock.ts';
import { KnownRecipients, type KnownRecipientChange } from './known-recipients.ts';
import { addToWindow, sumOf, usedOf, type SendingWindow } from './sending-window.ts';

/**
 * How long an account's recipients are learned before new ones count, from its first message on. Else the first day
 * after a move from another server would look like a spam run: everybody is new then.
 */
const LEARNING_MS = 7 * 24 * 60 * 60_000;

/** What is kept of one account's sending. */
export interface AccountSending {
  readonly window: SendingWindow;
  /** Milliseconds since 1970. */
  readonly learnsUntil: number;
}

export interface SendingLedgerOptions {
  readonly clock: Clock;
  /** What the last run left, by account id. */
  readonly known: ReadonlyMap<number, AccountSending>;
  /** By account id: hashes of recipients with the day of the last message, the one written to longest ago first. */
  readonly knownRecipients: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** A whole number for an address as the account's recipient. */
  readonly hashRecipient: (accountId: number, recipient: Address) => number;
  /** Told of each change, to keep it. */
  readonly onSending: (accountId: number, sending: AccountSending) => void;
  readonly onRecipient: (accountId: number, change: KnownRecipientChange) => void;
}

/** One message of a signed-in account, from MAIL until it is accepted or gone. */
export interface SendingTransaction {
  /** What the account has used without this message; messages under way beside it are in it. */
  readonly used: SendingUse;
  /** Takes a place for a recipient. `isElsewhere`: on another server. */
  addRecipient(recipient: Address, isElsewhere: boolean): RecipientPlace;
  /** The message is accepted: what it has taken is sent. */
  commit(): void;
  /** Gives back what it has taken. Idempotent; does nothing after `commit`. */
  release(): void;
}

export interface RecipientPlace {
  /** What the account has used without this recipient; messages under way are in it. */
  readonly used: SendingUse;
  /** It is elsewhere, and the account has never written to it. */
  readonly isNew: boolean;
  /** The recipient was refused. Before the next one is added, or never. */
  readonly giveBack: () => void;
}

/** What a message under way has taken. */
interface OpenMessage {
  recipients: number;
  /** Hashes of its recipients elsewhere, and whether they were new when they were added. */
  readonly elsewhere: Map<number, boolean>;
}

/**
 * How much every account has sent lately. A place is taken when a message begins and counted when it is accepted, so
 * that sessions side by side cannot send more than one alone. One window per account that has sent something.
 */
export class SendingLedger {
  readonly #options: SendingLedgerOptions;
  readonly #sendings: Map<number, AccountSending>;
  readonly #recipients = new Map<number, KnownRecipients>();
  readonly #underWay = new Map<number, Set<OpenMessage>>();

  constructor(options: SendingLedgerOptions) {
    this.#options = options;
    this.#sendings = new Map(options.known);
  }

  begin(accountId: number): SendingTransaction {
    const used = this.#used(accountId);
    const message: OpenMessage = { recipients: 0, elsewhere: new Map() };
    this.#underWay.set(accountId, (this.#underWay.get(accountId) ?? new Set()).add(message));
    const release = (): void => {
      this.#end(accountId, message);
    };
    return {
      used,
      addRecipient: (recipient, isElsewhere) =>
        this.#take(accountId, message, isElsewhere ? recipient : null),
      commit: () => {
        release();
        this.#count(accountId, message);
      },
      release,
    };
  }

  /** What accounts have sent within the last day, without what is under way; those that sent nothing are absent. */
  usage(): ReadonlyMap<number, SendingUse> {
    const now = this.#options.clock();
    const all = [...this.#sendings].map(([id, { window }]) => [id, usedOf(window, now)] as const);
    return new Map(all.filter(([, used]) => used.messagesPerDay > 0));
  }

  /** The account's windows are empty again; whom it has written to stays known. */
  startAnew(accountId: number): void {
    const sending = this.#sendings.get(accountId);
    if (sending) this.#keep(accountId, { ...sending, window: [] });
  }

  /** `recipient` is null where it is here. */
  #take(accountId: number, message: OpenMessage, recipient: Address | null): RecipientPlace {
    const used = this.#used(accountId);
    message.recipients++;
    const hash = recipient && this.#options.hashRecipient(accountId, recipient);
    const isFirst = hash !== null && !message.elsewhere.has(hash);
    const isNew = isFirst && !this.#isLearning(accountId) && !this.#recipientsOf(accountId).has(hash);
    if (isFirst) message.elsewhere.set(hash, isNew);
    return {
      used,
      isNew,
      giveBack: () => {
        message.recipients--;
        if (isFirst) message.elsewhere.delete(hash);
      },
    };
  }

  #count(accountId: number, { recipients, elsewhere }: OpenMessage): void {
    const now = this.#options.clock();
    const known = this.#recipientsOf(accountId);
    // Meanwhile another message may have gone to the same recipient.
    const newRecipients = [...elsewhere].filter(([hash, isNew]) => isNew && !known.has(hash)).length;
    for (const hash of elsewhere.keys()) known.writtenTo(hash, now);
    const sending = this.#sendings.get(accountId) ?? { window: [], learnsUntil: now + LEARNING_MS };
    const window = addToWindow(sending.window, { messages: 1, recipients, newRecipients }, now);
    this.#keep(accountId, { ...sending, window });
  }

  #keep(accountId: number, sending: AccountSending): void {
    this.#sendings.set(accountId, sending);
    this.#options.onSending(accountId, sending);
  }

  /** What was sent and what is under way. */
  #used(accountId: number): SendingUse {
    const used = usedOf(this.#sendings.get(accountId)?.window ?? [], this.#options.clock());
    const open = sumOf(
      [...(this.#underWay.get(accountId) ?? [])].map(({ recipients, elsewhere }) => ({
        messages: 1,
        recipients,
        newRecipients: [...elsewhere.values()].filter((isNew) => isNew).length,
      })),
    );
    return {
      messagesPerHour: used.messagesPerHour + open.messages,
      messagesPerDay: used.messagesPerDay + open.messages,
      recipientsPerHour: used.recipientsPerHour + open.recipients,
      recipientsPerDay: used.recipientsPerDay + open.recipients,
      newRecipientsPerDay: used.newRecipientsPerDay + open.newRecipients,
    };
  }

  #isLearning(accountId: number): boolean {
    const sending = this.#sendings.get(accountId);
    if (!sending) return true;
    const left = sending.learnsUntil - this.#options.clock();
    // Longer than learning takes: it began by a clock that has been put back since.
    return left > 0 && left <= LEARNING_MS;
  }

  #recipientsOf(accountId: number): KnownRecipients {
    const known = this.#recipients.get(accountId);
    if (known) return known;
    const restored = this.#options.knownRecipients.get(accountId) ?? new Map<number, number>();
    const recipients = new KnownRecipients(restored, (change) => {
      this.#options.onRecipient(accountId, change);
    });
    this.#recipients.set(accountId, recipients);
    return recipients;
  }

  #end(accountId: number, message: OpenMessage): void {
    const underWay = this.#underWay.get(accountId);
    underWay?.delete(message);
    if (underWay?.size === 0) this.#underWay.delete(accountId);
  }
}

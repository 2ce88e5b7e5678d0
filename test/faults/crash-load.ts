import type { QueueChange } from '../../server/contract/delivery-queue.ts';
import { toMailbox } from './carry-out.ts';
import { arrival } from './ledger-operations.ts';
import { THERE, type Effect, type Ledger, type Placements } from './ledger.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { FromChild, NewMessage, Operation } from './store-child-messages.ts';

/** Messages on their way at once, as from so many SMTP sessions. */
const WRITERS = 16;
const ACCOUNTS = 5;
/** Mailboxes of what turned out to live here, and of reports: no message comes to them otherwise. */
const REROUTED_TO = 100;
const REPORTS_TO = 50;

interface WaitingEntry {
  readonly message: string;
  readonly key: string;
  readonly value: string;
}

/** Keeps a store busy with mail that comes in, is fetched, sent on, put off, rerouted and reported about. */
export class CrashLoad {
  private readonly ledger: Ledger;
  private readonly random: SeededRandom;
  private readonly nextId: () => string;
  private readonly send: (number: number, operation: Operation) => void;
  private waiting: WaitingEntry[];
  private isPaused = false;
  private readonly puts = new Map<number, string>();
  private readonly settlements = new Map<number, readonly string[]>();

  constructor(
    ledger: Ledger,
    random: SeededRandom,
    nextId: () => string,
    send: (number: number, operation: Operation) => void,
  ) {
    this.ledger = ledger;
    this.random = random;
    this.nextId = nextId;
    this.send = send;
    this.waiting = [...ledger.all('entry/')];
  }

  start(): void {
    for (let writer = 0; writer < WRITERS; writer++) this.put();
  }

  /** Nothing new is asked for. */
  pause(): void {
    this.isPaused = true;
  }

  hear(message: FromChild): void {
    if (message.kind !== 'done') return;
    const { number, placements } = message;
    this.ledger.acknowledge(number, placements);
    for (const id of this.settlements.get(number) ?? []) this.note(id, placements);
    const id = this.puts.get(number);
    if (id === undefined || this.isPaused) return;
    this.note(id, placements);
    if (this.random.next() < 0.4) this.removeSome(id);
    if (this.random.next() < 0.5) this.settleSome();
    this.put();
  }

  private put(): void {
    const message = this.newMessage();
    this.puts.set(this.ask({ kind: 'put', message }, arrival(this.ledger, message)), message.id);
  }

  /** All copies of a message or the first one go, as their owners would remove them. */
  private removeSome(message: string): void {
    const copies = [...this.ledger.of(message).keys()].filter((key) => key.startsWith('copy/'));
    for (const key of this.random.next() < 0.5 ? copies : copies.slice(0, 1)) {
      const [, account, uid] = key.split('/').map(Number);
      if (account === undefined || uid === undefined) continue;
      const effects = [{ message, key, before: THERE, after: null }];
      this.ask({ kind: 'remove', account, uids: [uid] }, effects);
    }
  }

  /** Up to three deliveries end together, some with a report. */
  private settleSome(): void {
    const entries = Array.from({ length: this.random.integer(1, 3) }, () => this.takeEntry());
    const settled = entries.filter((entry) => entry !== undefined).map((entry) => this.decide(entry));
    if (settled.length === 0) return;
    const reports = this.random.next() < 0.4 ? [this.report()] : [];
    const operation: Operation = {
      kind: 'settle',
      changes: settled.map(({ change }) => change),
      reports,
      touched: settled.map(({ effects }) => effects[0]?.message ?? ''),
    };
    const effects = [
      ...settled.flatMap((each) => each.effects),
      ...reports.flatMap((report) => arrival(this.ledger, report)),
    ];
    this.settlements.set(this.ask(operation, effects), [
      ...settled
        .filter(({ change }) => change.kind === 'deferred')
        .map(({ effects: [first] }) => first?.message ?? ''),
      ...reports.map(({ id }) => id),
    ]);
  }

  private takeEntry(): WaitingEntry | undefined {
    const [entry] = this.waiting.splice(this.random.integer(0, this.waiting.length - 1), 1);
    return entry;
  }

  private decide({ message, key, value }: WaitingEntry): {
    readonly change: QueueChange;
    readonly effects: readonly Effect[];
  } {
    const id = Number(key.split('/')[2]);
    const gone: Effect = { message, key, before: value, after: null };
    const chance = this.random.next();
    if (chance < 0.5) return { change: { kind: 'done', id }, effects: [gone] };
    if (chance < 0.7) {
      const account = REROUTED_TO + (id % REROUTED_TO);
      return {
        change: { kind: 'rerouted', id, deliveries: [toMailbox(account)] },
        effects: [gone, { message, key: `copy/${String(account)}/`, before: null, after: THERE }],
      };
    }
    const attempts = Number(value.split(' ')[0]) + 1;
    const nextAttemptAt = this.random.integer(1_800_000_000_000, 1_900_000_000_000);
    const failure = { at: 0, host: null, code: null, enhanced: '4.4.1', text: 'no answer' };
    return {
      change: { kind: 'deferred', id, nextAttemptAt, failure, delayToldAt: null },
      effects: [{ message, key, before: value, after: `${String(attempts)} ${String(nextAttemptAt)}` }],
    };
  }

  private ask(operation: Operation, effects: readonly Effect[]): number {
    const number = this.ledger.begin(effects);
    this.send(number, operation);
    return number;
  }

  /** Its entries wait now. */
  private note(message: string, placements: Placements): void {
    for (const [key, value] of placements.get(message) ?? [])
      if (key.startsWith('entry/')) this.waiting.push({ message, key, value });
  }

  private report(): NewMessage {
    const recipients = this.random.next() < 0.3 ? ['joe'] : [];
    return made({ id: this.nextId(), accounts: [REPORTS_TO], recipients }, this.randomSize());
  }

  private newMessage(): NewMessage {
    const first = this.random.integer(1, ACCOUNTS);
    const accounts = Array.from(
      { length: this.random.integer(1, 3) },
      (_, n) => 1 + ((first + n) % ACCOUNTS),
    );
    const recipients = this.random.next() < 0.4 ? [`remote${String(this.random.integer(1, 9))}`] : [];
    return made({ id: this.nextId(), accounts, recipients }, this.randomSize());
  }

  private randomSize(): number {
    return Math.floor(512 * Math.exp(this.random.next() * Math.log(660_000 / 512)));
  }
}

function made(message: Pick<NewMessage, 'id' | 'accounts' | 'recipients'>, bytes: number): NewMessage {
  const body = Buffer.alloc(bytes, `${message.id} of ${String(bytes)} bytes\r\n`);
  const traceHeader = `Return-Path: <>\r\nX-Id: ${message.id}\r\n`;
  return { ...message, traceHeader, body };
}

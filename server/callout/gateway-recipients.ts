import { addressKey, type Address } from '../contract/address.ts';
import type { GatewayEntry } from '../contract/directory.ts';
import type { GatewayAnswer } from '../contract/facts.ts';
import type { GatewayRecipients } from '../contract/callouts.ts';
import type { Clock } from '../contract/clock.ts';
import { askHost, type AskHost } from './ask-host.ts';
import { LOOKUP_TIMES } from './ask-hosts.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { ResolveHost } from './host-connection.ts';
import { Questions } from './questions.ts';
import { within } from './within.ts';

export interface GatewayRecipientsOptions {
  readonly clock: Clock;
  readonly hostname: () => string;
  readonly resolve: ResolveHost;
  readonly ask?: AskHost;
  readonly wholeMs?: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A recipient that was taken is asked for again after a day, and believed for a month while nobody answers. */
const TAKEN_FRESH_MS = DAY_MS;
/** The month is that of Postfix's address verification (`address_verify_positive_expire_time`). */
const TAKEN_MS = 31 * DAY_MS;
/** Short, for a new mailbox should not wait. */
const REFUSED_MS = 60 * MINUTE_MS;
const ERROR_MS = MINUTE_MS;

const LIMIT = 50_000;
const QUESTIONS = 100;

/** Call-forward: whether a gateway's server takes a recipient, before we take mail that it would send back. */
export class GatewayRecipientsService implements GatewayRecipients {
  readonly #options: GatewayRecipientsOptions;
  readonly #taken: ExpiringMap<Extract<GatewayAnswer, { kind: 'taken' }>>;
  readonly #refused: ExpiringMap<Extract<GatewayAnswer, { kind: 'refused' }>>;
  readonly #errors: ExpiringMap<Extract<GatewayAnswer, { kind: 'error' }>>;
  readonly #questions = new Questions<GatewayAnswer>(QUESTIONS);

  constructor(options: GatewayRecipientsOptions) {
    const { clock } = options;
    this.#options = options;
    this.#taken = new ExpiringMap({ lifetimeMs: TAKEN_MS, limit: LIMIT, clock });
    this.#refused = new ExpiringMap({ lifetimeMs: REFUSED_MS, limit: LIMIT, clock });
    this.#errors = new ExpiringMap({ lifetimeMs: ERROR_MS, limit: LIMIT, clock });
  }

  async ask(gateway: GatewayEntry, recipient: Address): Promise<GatewayAnswer> {
    const key = keyOf(gateway, recipient);
    const taken = this.#taken.find(key);
    if (taken && taken.ageMs < TAKEN_FRESH_MS) return taken.value;
    const recent = this.#refused.get(key) ?? this.#errors.get(key);
    const underWay = recent ?? this.#questions.ask(key, () => this.#lookUp(gateway, recipient, key));
    const answer = (await underWay) ?? { kind: 'error', reason: 'too many questions at once' };
    return answer.kind === 'error' && taken ? taken.value : answer;
  }

  known(gateway: GatewayEntry, recipient: Address): GatewayAnswer | null {
    const key = keyOf(gateway, recipient);
    return this.#taken.get(key) ?? this.#refused.get(key) ?? null;
  }

  isAsking(gateway: GatewayEntry, recipient: Address): boolean {
    return this.#questions.isUnderWay(keyOf(gateway, recipient));
  }

  async #lookUp(gateway: GatewayEntry, recipient: Address, key: string): Promise<GatewayAnswer> {
    const { hostname, resolve, ask = askHost, wholeMs = LOOKUP_TIMES.wholeMs } = this.#options;
    const { host, port, tls } = gateway;
    const answer = await within(wholeMs, (signal) =>
      ask({ host, port, tls, login: null }, recipient, { hostname: hostname(), resolve, signal }),
    );
    switch (answer.kind) {
      case 'found':
        return this.#keep(this.#taken, key, { kind: 'taken' });
      case 'not-found':
        // The server has changed its mind: what it said before is not believed for a month.
        this.#taken.delete(key);
        return this.#keep(this.#refused, key, { kind: 'refused', reply: answer.reply });
      case 'error':
        return this.#keep(this.#errors, key, { kind: 'error', reason: answer.reason });
    }
  }

  #keep<A extends GatewayAnswer>(answers: ExpiringMap<A>, key: string, answer: A): A {
    answers.set(key, answer);
    return answer;
  }
}

/** Another server for the domain is another question. */
function keyOf({ host, port, tls }: GatewayEntry, recipient: Address): string {
  return `${host} ${String(port)} ${tls} ${addressKey(recipient)}`;
}

import type { EventName, Events } from '../../server/contract/events.ts';

type Listener = (payload: unknown) => void;

/** Who listens to what on one line. `onChange` hears of each event that begins or ceases to be listened to. */
export class EventListeners {
  readonly #byEvent = new Map<EventName, Set<Listener>>();
  readonly #onChange: (names: readonly EventName[]) => void;

  constructor(onChange: (names: readonly EventName[]) => void) {
    this.#onChange = onChange;
  }

  get names(): readonly EventName[] {
    return [...this.#byEvent.keys()];
  }

  add<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const untyped: Listener = (payload) => {
      listener(payload as Events[E]); // typed by Events on the other side
    };
    const known = this.#byEvent.get(event);
    if (known) known.add(untyped);
    else {
      this.#byEvent.set(event, new Set([untyped]));
      this.#onChange(this.names);
    }
    return () => {
      this.#remove(event, untyped);
    };
  }

  tell(event: string, payload: unknown): void {
    for (const [name, listeners] of this.#byEvent)
      if (name === event) for (const listener of [...listeners]) listener(payload);
  }

  #remove(event: EventName, listener: Listener): void {
    const listeners = this.#byEvent.get(event);
    if (!listeners?.delete(listener) || listeners.size > 0) return;
    this.#byEvent.delete(event);
    this.#onChange(this.names);
  }
}

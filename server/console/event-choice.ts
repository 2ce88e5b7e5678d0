import type { EventName, Events, Subscribe } from '../contract/events.ts';

/** The events that one window gets. */
export interface EventChoice {
  /** From now on exactly these are sent. */
  readonly choose: (names: readonly EventName[]) => void;
}

export type SendEvent = <E extends EventName>(name: E, payload: Events[E]) => void;

/** Sends the events that a window has chosen; none at first. What no window shows is not even collected. */
export function chooseEvents(on: Subscribe, send: SendEvent): EventChoice {
  const subscribed = new Map<EventName, () => void>();
  return {
    choose: (names) => {
      for (const [name, unsubscribe] of subscribed) {
        if (names.includes(name)) continue;
        unsubscribe();
        subscribed.delete(name);
      }
      for (const name of names) {
        if (subscribed.has(name)) continue;
        const unsubscribe = on(name, (payload) => {
          send(name, payload);
        });
        subscribed.set(name, unsubscribe);
      }
    },
  };
}

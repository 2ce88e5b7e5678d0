/**
 * An object on which reading anything that is not there throws, so that a test can never pass because the
 * stand-in silently did nothing. Classes that are wrapped in it keep their state in `private` members: `#` members
 * cannot be read through a proxy.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver): unknown {
      // Promises and JSON ask every object for these.
      if (key in object || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
        return Reflect.get(object, key, receiver);
      }
      throw new Error(`electron double: ${name}.${key} is not implemented`);
    },
  });
}

/** An event that a listener can prevent, as Electron passes to `close`, `before-quit` and the like. */
export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<Extra extends object>(extra?: Extra): PreventableEvent & Extra {
  const event = {
    ...extra,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  } as PreventableEvent & Extra; // spreading an optional generic loses it
  return event;
}

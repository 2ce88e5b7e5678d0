import type { makeBridge, MakeCodec } from './bridge.ts';

/** What a preload calls and what runs it. Both functions are sent to the page as text and are self-contained. */

/** Main world: defines the exposed API on `window`, frozen, as contextBridge does. */
export function installMainWorld(
  codecOf: MakeCodec,
  bridgeOf: typeof makeBridge,
  outName: string,
  inName: string,
): void {
  if (window.top !== window) return;
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
    return value;
  };
  bridgeOf(codecOf, outName, inName, (key, api) => {
    Object.defineProperty(window, key, { value: freeze(api), enumerable: true });
  });
}

/** Messages from the page to the stand-in, and back. */
export type ToMain =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown }
  | { readonly kind: 'send'; readonly channel: string; readonly args: unknown }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string };
export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: unknown };

type Preload = (require: (id: string) => unknown, module: object, exports: object) => void;

/** Isolated world: runs the preload with the `electron` module that a sandboxed preload gets. */
export function installIsolatedWorld(
  codecOf: MakeCodec,
  bridgeOf: typeof makeBridge,
  outName: string,
  inName: string,
  bindingName: string,
  preload: Preload | null,
): void {
  if (window.top !== window) return;
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const toMain = (message: ToMain): void => {
    world[bindingName]?.(JSON.stringify(message));
  };
  const codec = codecOf();
  const bridge = bridgeOf(codecOf, outName, inName);
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener[]>();
  const exposed = new Set<string>();
  let lastId = 0;

  const strict = (name: string, target: object): object =>
    new Proxy(target, {
      get(object, key, receiver): unknown {
        if (key in object || typeof key === 'symbol') return Reflect.get(object, key, receiver);
        throw new Error(`electron double: ${name}.${key} is not implemented`);
      },
    });
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const encoded = codec.encode(args);
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        toMain({ kind: 'invoke', id, channel, args: encoded });
      }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
    },
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (exposed.has(key))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      bridge.expose(key, api);
    },
  };
  const receive = (message: ToPage): void => {
    if (message.kind === 'message') {
      const args = codec.decode(message.args) as unknown[];
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...args);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) call?.resolve(codec.decode(message.value));
    else call?.reject(new Error(message.message));
  };
  Object.assign(globalThis, { electronDoubleReceive: receive });

  const electron = strict('electron', {
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
    contextBridge: strict('contextBridge', contextBridge),
  });
  const require = (id: string): unknown => {
    if (/^electron(\/renderer|\/common)?$/.test(id)) return electron;
    throw new Error(
      `module not found: ${id} (a sandboxed preload may require only electron, events, timers and url)`,
    );
  };
  const module = { exports: {} };
  try {
    preload?.(require, module, module.exports);
  } catch (error) {
    const { message, stack = '' } = error as Error; // a preload throws errors
    toMain({ kind: 'preload-error', message, stack });
  }
}

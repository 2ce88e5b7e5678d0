import type { Codec, References } from './codec.ts';

/**
 * One end of the context bridge; the other end lives in the other JavaScript world of the same document. They
 * talk by synchronous DOM events under secret names: values are copied, functions and promises proxied. Sent
 * to the page as text, so it is self-contained.
 */
export interface Bridge {
  readonly expose: (key: string, api: unknown) => void;
}

export type MakeCodec = (references?: References) => Codec;

export function makeBridge(
  codecOf: MakeCodec,
  outName: string,
  inName: string,
  onExpose?: (key: string, api: unknown) => void,
): Bridge {
  type Anything = (...args: unknown[]) => unknown;
  type Message =
    | { readonly kind: 'call'; readonly id: string; readonly args: unknown }
    | {
        readonly kind: 'return' | 'settle';
        readonly id: string;
        readonly ok: boolean;
        readonly value: unknown;
      }
    | { readonly kind: 'expose'; readonly key: string; readonly value: unknown };

  const functions = new Map<string, Anything>();
  const idOfFunction = new Map<Anything, string>();
  const promises = new Map<string, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let lastId = 0;
  const returns: Extract<Message, { kind: 'return' | 'settle' }>[] = [];

  const post = (message: Message): void => {
    document.dispatchEvent(new CustomEvent(outName, { detail: JSON.stringify(message) }));
  };
  const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
  const codec = codecOf({
    ofFunction: (value) => {
      const known = idOfFunction.get(value as Anything);
      if (known !== undefined) return known;
      const id = `${outName}:${String(++lastId)}`;
      idOfFunction.set(value as Anything, id);
      functions.set(id, value as Anything);
      return id;
    },
    toFunction:
      (id) =>
      (...args: unknown[]) => {
        post({ kind: 'call', id, args: codec.encode(args) });
        const returned = returns.pop();
        if (!returned) throw new Error('electron double: the other world is gone');
        if (!returned.ok) throw asError(codec.decode(returned.value));
        return codec.decode(returned.value);
      },
    ofPromise: (promise) => {
      const id = `${outName}:${String(++lastId)}`;
      promise.then(
        (value) => {
          post({ kind: 'settle', id, ok: true, value: codec.encode(value) });
        },
        (error: unknown) => {
          post({ kind: 'settle', id, ok: false, value: codec.encode(asError(error)) });
        },
      );
      return id;
    },
    toPromise: (id) =>
      new Promise((resolve, reject) => {
        promises.set(id, { resolve, reject });
      }),
  });

  const answerCall = (id: string, args: unknown): void => {
    try {
      const value = functions.get(id)?.(...(codec.decode(args) as unknown[]));
      post({ kind: 'return', id, ok: true, value: codec.encode(value) });
    } catch (error) {
      post({ kind: 'return', id, ok: false, value: codec.encode(asError(error)) });
    }
  };
  document.addEventListener(inName, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message;
    switch (message.kind) {
      case 'call':
        answerCall(message.id, message.args);
        break;
      case 'return':
        returns.push(message);
        break;
      case 'settle': {
        const promise = promises.get(message.id);
        promises.delete(message.id);
        if (message.ok) promise?.resolve(codec.decode(message.value));
        else promise?.reject(codec.decode(message.value));
        break;
      }
      case 'expose':
        onExpose?.(message.key, codec.decode(message.value));
        break;
    }
  });
  return {
    expose: (key, api) => {
      post({ kind: 'expose', key, value: codec.encode(api) });
    },
  };
}

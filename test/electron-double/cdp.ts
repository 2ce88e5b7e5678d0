import { EventEmitter } from 'node:events';

export type CdpObject = Readonly<Record<string, unknown>>;

interface Answer {
  readonly id?: number;
  readonly result?: CdpObject;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: CdpObject;
  readonly sessionId?: string;
}

interface Waiting {
  readonly resolve: (result: CdpObject) => void;
  readonly reject: (error: Error) => void;
}

/** One connection of the Chrome DevTools Protocol over Node's own WebSocket. Emits `event` (method, params, sessionId). */
export class CdpConnection extends EventEmitter<{ event: [string, CdpObject, string | undefined] }> {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    super();
    this.setMaxListeners(0);
    this.#socket = socket;
    socket.onmessage = (message) => {
      this.#receive(JSON.parse(String(message.data)) as Answer);
    };
    socket.onclose = () => {
      for (const waiting of this.#waiting.values()) waiting.reject(new Error('the browser is gone'));
      this.#waiting.clear();
    };
  }

  static async open(url: string): Promise<CdpConnection> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => {
        resolve();
      };
      socket.onerror = () => {
        reject(new Error(`no DevTools connection to ${url}`));
      };
    });
    return new CdpConnection(socket);
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<CdpObject> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  #receive(answer: Answer): void {
    if (answer.id === undefined) {
      this.emit('event', answer.method ?? '', answer.params ?? {}, answer.sessionId);
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.error) waiting?.reject(new Error(answer.error.message));
    else waiting?.resolve(answer.result ?? {});
  }
}

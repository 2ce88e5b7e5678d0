import type { MessageReceiver } from './gate-stream.ts';

/** What a dialogue needs of its connection. */
export interface Wire {
  isSecure(): boolean;
  /** Whether a further command has arrived already, whose reply may share a packet with this one's. */
  commandIsWaiting(): boolean;
  /** Buffers whole lines; `flush` writes them. */
  send(lines: string): void;
  flush(): void;
  /** What the client sends next is a message. */
  receiveMessage(receiver: MessageReceiver): void;
  startTls(): void;
  close(): void;
}

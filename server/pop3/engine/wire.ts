/** The connection as the dialogue sees it. */
export interface Wire {
  readonly isSecure: () => boolean;
  /** Held back while further commands wait, so that the answers to pipelined ones share a packet. */
  readonly send: (text: string) => void;
  /** Sends piece by piece, at the pace of the client; resolves when the last one is on its way. */
  readonly sendPieces: (pieces: Iterable<Buffer>) => Promise<void>;
  /** RFC 2595 §4: sends this, forgets what else the client has sent, and goes on inside TLS. */
  readonly startTls: (response: string) => void;
  /** Sends what is held and ends the connection; nothing that has come behind is read. */
  readonly close: () => void;
}

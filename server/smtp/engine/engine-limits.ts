/** What the protocol lets one client take, beyond what a listener's settings say. Times in milliseconds. */
export interface EngineLimits {
  /** From one reply to the next complete command line; also for a TLS handshake. */
  readonly commandMs: number;
  /** A whole session; a message that is under way is finished first. */
  readonly sessionMs: number;
  /** During DATA at least `dataWindowBytes` must arrive in each such window. */
  readonly dataWindowMs: number;
  readonly dataWindowBytes: number;
  /**
   * Commands refused by the engine before the session is ended; an accepted message starts the count anew.
   * Twenty is what Postfix allows: a clumsy client gets through, one that guesses does not.
   */
  readonly errors: number;
  /** TLS handshakes under way at once from one network (IPv4 by address, IPv6 by /64) on one implicit TLS listener. */
  readonly handshakesPerNetwork: number;
  /** AUTH exchanges without success before the session is ended. */
  readonly signInTries: number;
}

/**
 * RFC 5321 §4.5.3.2.7 gives a client five minutes for each command and §4.5.3.2.5 three minutes for each block
 * of data; 50 bytes a second is slower than any line that still carries mail.
 */
export const ENGINE_LIMITS: EngineLimits = {
  commandMs: 5 * 60_000,
  sessionMs: 60 * 60_000,
  dataWindowMs: 3 * 60_000,
  dataWindowBytes: 9_000,
  errors: 20,
  handshakesPerNetwork: 100,
  signInTries: 5,
};

/** Longest command line without CRLF, in octets: the 512 of RFC 5321 §4.5.3.1.4 and room for every extension's parameters. */
export const COMMAND_LINE_BYTES = 2048;

/** Longest line of an AUTH exchange without CRLF: RFC 4954 §4 has 12288 octets with it. */
export const AUTH_LINE_BYTES = 12_286;

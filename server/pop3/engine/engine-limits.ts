/** What the protocol lets one client take. Times in milliseconds. */
export interface EngineLimits {
  /** RFC 1939 §3: the autologout timer, at least ten minutes. Also for each piece of a message that is sent. */
  readonly idleMs: number;
  readonly handshakeMs: number;
  /** Commands in error before the session is ended. */
  readonly errors: number;
  /** Sign-ins without success before the session is ended. */
  readonly signInTries: number;
  /** TLS handshakes under way at once from one network (IPv4 by address, IPv6 by /64) on one implicit TLS listener. */
  readonly handshakesPerNetwork: number;
}

export const ENGINE_LIMITS: EngineLimits = {
  idleMs: 10 * 60_000,
  handshakeMs: 30_000,
  errors: 20,
  signInTries: 5,
  handshakesPerNetwork: 100,
};

/** Longest command line without its end: RFC 2449 §4 has 255 octets; a passphrase may be longer. */
export const COMMAND_LINE_BYTES = 1024;

/** Longest line of an AUTH exchange without its end: RFC 5034 §4 refers to RFC 4954, 12288 octets with it. */
export const AUTH_LINE_BYTES = 12_286;

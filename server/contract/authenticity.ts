import type { ReturnPath } from './address.ts';
import type { AuthenticityFact, FromHeader } from './facts.ts';

/** What is asked of a message while it passes through. The chunks may not be changed afterwards. */
export interface MessageObserver<Result> {
  write(chunk: Uint8Array): Promise<void>;
  /** After the last byte. Never rejects: what could not be found out is a result too. */
  finish(): Promise<Result>;
  /** The message ended without its dot. */
  abort(): void;
}

/** What came of SPF, DKIM, DMARC and ARC (RFC 7208, 6376, 9989, 8617). */
export interface AuthenticityResult {
  /** The `Authentication-Results:` field (RFC 8601), folded, CRLF at each end. */
  readonly header: string;
  readonly fact: AuthenticityFact;
}

export interface MessageToCheck {
  readonly clientIp: string;
  /**
   * The client is on the Trusted IPs list: a server that passes mail on to this one, whose own address SPF does not
   * know. Then SPF is not asked, and DMARC can pass but not fail.
   */
  readonly isTrusted: boolean;
  readonly helo: string;
  readonly returnPath: ReturnPath;
  /** Names the checking server in the field: authserv-id. */
  readonly hostname: string;
}

/** A message from elsewhere that is being checked while it arrives. */
export interface AuthenticityCheck extends Pick<MessageObserver<AuthenticityResult>, 'write' | 'abort'> {
  /**
   * After the last byte. `from` is the From: field as the strict reader sees it: it alone decides whose policy DMARC
   * asks for. Never rejects, and answers within ten seconds: what is not known then is a temporary error.
   */
  finish(from: FromHeader): Promise<AuthenticityResult>;
}

/** Checks what comes in and signs what goes out. */
export interface Authenticity {
  check(message: MessageToCheck): AuthenticityCheck;
  /**
   * Signs for the domain of the From: address where a key is active for it, or for a parent domain of it. The result is
   * the `DKIM-Signature:` fields, folded, CRLF at each end; empty where there is no key.
   */
  sign(fromDomain: string): MessageObserver<string>;
}

import { asTemporary, ownFailure, type FailureWords } from './failure.ts';
import type { Progress } from './message-stream.ts';
import { oneLine, readRefusal, replyText } from './read-reply.ts';

/** What a recipient whose message was not taken is to be tried with next. */
export type NextTry =
  /** The queue's turn. */
  | 'later'
  /** Another host of the domain may take it now. */
  | 'next-host'
  /** The server had enough recipients for one transaction (RFC 5321 §4.5.3.1.10). */
  | 'same-host';

export type RecipientAnswer =
  | { readonly kind: 'taken'; readonly reply: string }
  | { readonly kind: 'refused'; readonly failure: FailureWords }
  | { readonly kind: 'deferred'; readonly failure: FailureWords; readonly next: NextTry };

/** What the library tells of a transaction that failed, or of a recipient. */
export interface LibraryError {
  readonly message: string;
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly recipient?: string | undefined;
}

export function taken(reply: string): RecipientAnswer {
  return { kind: 'taken', reply: replyText(reply) };
}

/**
 * A refused RCPT. A 4xx whose subject is the mail system or the network (X.3, X.4 of RFC 3463), or 421, speaks of that
 * server, and another one may take the message. All others speak of the mailbox or of us (greylisting, a full mailbox):
 * another host would only be asked the same.
 */
export function readRecipientError(error: LibraryError): RecipientAnswer {
  const failure = readRefusal(error.response ?? '');
  if (failure === null) return unexpectedReply(error);
  if (isPermanent(failure)) return { kind: 'refused', failure };
  if (failure.code === 452 && ['4.5.3', '4.0.0'].includes(failure.enhanced))
    return { kind: 'deferred', failure, next: 'same-host' };
  const isTheServer = failure.code === 421 || /^4\.[34]\./.test(failure.enhanced);
  return { kind: 'deferred', failure, next: isTheServer ? 'next-host' : 'later' };
}

/** Everything that ended the transaction for all its recipients: MAIL or DATA refused, the message refused, silence. */
export function readTransactionError(error: LibraryError, progress: Progress): RecipientAnswer {
  const failure = readRefusal(error.response ?? '');
  if (failure !== null) {
    if (isPermanent(failure)) return { kind: 'refused', failure };
    return { kind: 'deferred', failure, next: 'next-host' };
  }
  if (error.code === 'ESTREAM')
    return {
      kind: 'deferred',
      failure: ownFailure('4.3.0', `the stored message cannot be read: ${oneLine(error.message)}`),
      next: 'later',
    };
  if (progress === 'whole') return outcomeUnknown(reasonOf(error));
  if (error.response !== undefined) return unexpectedReply(error);
  return {
    kind: 'deferred',
    failure: ownFailure('4.4.2', `the connection broke: ${reasonOf(error)}`),
    next: 'next-host',
  };
}

/** Trying at once elsewhere might deliver it twice; so might trying later, but a lost message would be worse. */
function outcomeUnknown(reason: string): RecipientAnswer {
  const text = `no answer after the whole message was sent, it may have arrived: ${reason}`;
  return { kind: 'deferred', failure: ownFailure('4.4.2', text), next: 'later' };
}

/** A 2xx to a message that was not whole yet says nothing. */
export function answeredTooEarly(): RecipientAnswer {
  return {
    kind: 'deferred',
    failure: ownFailure('4.5.0', 'the server took the message before its end'),
    next: 'later',
  };
}

function unexpectedReply(error: LibraryError): RecipientAnswer {
  const text = `the server answered against the protocol: ${oneLine(error.response ?? '')}`;
  return { kind: 'deferred', failure: ownFailure('4.5.0', text), next: 'next-host' };
}

function isPermanent({ code }: FailureWords): boolean {
  return code !== null && code >= 500;
}

/**
 * A refusal before any transaction: greeting, EHLO, STARTTLS, AUTH. It speaks of the host or of our settings, not of the
 * message, and never bounces one, whatever its class (as other mail servers have it).
 */
export function readHostError(error: LibraryError): FailureWords {
  const refusal = readRefusal(error.response ?? '');
  return refusal === null ? ownFailure('4.4.2', reasonOf(error)) : asTemporary(refusal);
}

function reasonOf({ code, message }: LibraryError): string {
  if (code === 'ETIMEDOUT') return 'no answer in time';
  // `406D62DA3F7F0000:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:../deps/...`
  const [, inWords] = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(message) ?? [];
  return oneLine(inWords ?? message);
}

import { formatAddress, type Address } from '../contract/address.ts';
import type { AccountFact, SessionFacts } from '../contract/facts.ts';
import { reply, type Reply } from '../contract/reply.ts';
import {
  CODE_421_CLOSING,
  CODE_451_LOCAL_ERROR,
  CODE_530_AUTHENTICATION_REQUIRED,
  CODE_550_REFUSED,
  CODE_554_TRANSACTION_FAILED,
  STATUS_4_4_3_DIRECTORY_FAILURE,
  STATUS_4_7_0_SECURITY,
  STATUS_5_1_1_NO_SUCH_MAILBOX,
  STATUS_5_6_0_CONTENT,
  STATUS_5_7_0_SECURITY,
  STATUS_5_7_1_NOT_AUTHORIZED,
  STATUS_5_7_26_NOT_AUTHENTIC,
} from './reply-codes.ts';
import { textForClient } from './text-for-client.ts';

/**
 * What a refused client hears: one line that says what to do, without internal detail. The session appends
 * its id, and the administrator reads the finding's `because` instead.
 */

/** 421 and not 5xx: a block ends, and must not bounce the mail of a real server. */
export const NETWORK_SCREENED_421: Reply = reply(
  CODE_421_CLOSING,
  STATUS_4_7_0_SECURITY,
  'Connections from your network are refused for now, try again later',
);

export const SHARING_ERROR_451: Reply = reply(
  CODE_451_LOCAL_ERROR,
  STATUS_4_4_3_DIRECTORY_FAILURE,
  'The sender address cannot be checked at the moment, try again later',
);

export const AUTHENTICITY_UNKNOWN_451: Reply = reply(
  CODE_451_LOCAL_ERROR,
  STATUS_4_4_3_DIRECTORY_FAILURE,
  'The message cannot be checked at the moment, try again later',
);

export const AUTHOR_UNCHECKABLE_550: Reply = reply(
  CODE_550_REFUSED,
  STATUS_5_7_26_NOT_AUTHENTIC,
  'The author of the message cannot be checked, send it with one valid From: field',
);

export const RECIPIENT_UNCHECKED_451: Reply = reply(
  CODE_451_LOCAL_ERROR,
  STATUS_4_4_3_DIRECTORY_FAILURE,
  'The recipient address cannot be checked at the moment, try again later',
);

/** RFC 5322 §3.6 asks for exactly one From: field; two readers must never read a message two ways. */
export const FROM_UNREADABLE_554: Reply = reply(
  CODE_554_TRANSACTION_FAILED,
  STATUS_5_6_0_CONTENT,
  'The From: field is missing, repeated or not valid, send the message with one valid From: field',
);

export function authenticationRequired(session: SessionFacts): Reply {
  return reply(
    CODE_530_AUTHENTICATION_REQUIRED,
    STATUS_5_7_0_SECURITY,
    `Authentication required, ${howToSignIn(session)}`,
  );
}

export function authProbed(session: SessionFacts): Reply {
  return reply(
    CODE_421_CLOSING,
    STATUS_4_7_0_SECURITY,
    `Nobody signs in on this port, ${howToSignIn({ ...session, authAvailable: false })}`,
  );
}

export function relayDenied(session: SessionFacts): Reply {
  return reply(
    CODE_550_REFUSED,
    STATUS_5_7_1_NOT_AUTHORIZED,
    `Relaying denied, to send to other domains ${howToSignIn(session)}`,
  );
}

export function noSuchMailbox(recipient: Address): Reply {
  return reply(
    CODE_550_REFUSED,
    STATUS_5_1_1_NO_SUCH_MAILBOX,
    `There is no ${addressForClient(recipient)} here, check the address`,
  );
}

/** `signInHelps`: the client has not signed in, and would be exempt if it had. */
export function mailboxLoginRequired(session: SessionFacts, minutes: number, signInHelps: boolean): Reply {
  const advice = `Check your mailbox first, then send within ${minutes} minutes`;
  const text = signInHelps ? `${advice}; or ${howToSignIn(session)}` : advice;
  return session.authAvailable
    ? reply(CODE_530_AUTHENTICATION_REQUIRED, STATUS_5_7_0_SECURITY, text)
    : reply(CODE_550_REFUSED, STATUS_5_7_1_NOT_AUTHORIZED, text);
}

/** RFC 6409 §6.1. */
export function returnPathNotYours(account: AccountFact, returnPath: Address): Reply {
  return reply(
    CODE_550_REFUSED,
    STATUS_5_7_1_NOT_AUTHORIZED,
    `${signedInAs(account)}, which may not send from ${addressForClient(returnPath)}`,
  );
}

/** RFC 6409 §6.3. */
export function fromHeaderNotYours(account: AccountFact, from: Address): Reply {
  return reply(
    CODE_550_REFUSED,
    STATUS_5_7_1_NOT_AUTHORIZED,
    `${signedInAs(account)}, which may not write From: ${addressForClient(from)}`,
  );
}

/** Not 4xx: a mail program would try again in silence, and nobody would ask what is wrong. */
export const ACCOUNT_FROZEN_550: Reply = reply(
  CODE_550_REFUSED,
  STATUS_5_7_1_NOT_AUTHORIZED,
  'Your account may not send for now, ask the administrator of this server',
);

export const LIMIT_EXCEEDED_550: Reply = reply(
  CODE_550_REFUSED,
  STATUS_5_7_1_NOT_AUTHORIZED,
  'Your account has sent more than it may and can send no more, ask the administrator of this server',
);

export function nameShowsAnotherAddress(shown: string): Reply {
  return reply(
    CODE_550_REFUSED,
    STATUS_5_7_1_NOT_AUTHORIZED,
    `The name in the From: field shows ${textForClient(shown)}, take that address out of the name`,
  );
}

/** `domain`: of the From: field, as the message has it. */
export function dmarcFailed(domain: string): Reply {
  return reply(
    CODE_550_REFUSED,
    STATUS_5_7_26_NOT_AUTHENTIC,
    `The message fails the DMARC check of ${textForClient(domain)}, whose owner asks to refuse such mail`,
  );
}

function howToSignIn({ authAvailable, submissionPorts }: SessionFacts): string {
  if (authAvailable) return 'sign in with your account first';
  if (submissionPorts.length === 0) return 'ask the administrator of this server how to sign in';
  const ports = new Intl.ListFormat('en', { type: 'disjunction' }).format(submissionPorts.map(String));
  return `sign in on the submission port ${ports}`;
}

function signedInAs(account: AccountFact): string {
  return `You are signed in as ${addressForClient(account.address)}`;
}

function addressForClient(address: Address): string {
  return textForClient(formatAddress(address));
}

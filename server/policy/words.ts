import { formatAddress } from '../contract/address.ts';
import type { AccountFact, ClientFacts } from '../contract/facts.ts';

/** Sentences that several rules say to the administrator. */

export function signedIn(account: AccountFact): string {
  return `${formatAddress(account.address)} signed in.`;
}

export function isTrusted(client: ClientFacts, trustedRange: string): string {
  return `The client ${client.ip} is in the Trusted IPs range ${trustedRange}.`;
}

/** A From: field can name thousands; whoever reads the log wants the first few. */
const MOST_SENTENCES = 5;

export function sayFirst(sentences: readonly string[]): string {
  const said = sentences.slice(0, MOST_SENTENCES).join(' ');
  const more = sentences.length - MOST_SENTENCES;
  return more > 0 ? `${said} And ${more} more.` : said;
}

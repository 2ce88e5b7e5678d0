import type { Address } from '../contract/address.ts';
import type { HeaderFacts, MailFacts, RecipientFacts } from '../contract/facts.ts';
import type { JudgedStep } from '../contract/session-log.ts';
import type { PolicyInQuestion } from './policy-in-question.ts';

/**
 * How things may stand that were never looked up. A session is judged in every world that its facts leave open: where
 * the draft makes the same difference in all of them it is known, else it is not.
 */
export interface PossibleWorld {
  /** A sharing host has the sender, or the recipient, that is unknown here. */
  readonly senderIsShared: boolean;
  readonly recipientIsShared: boolean;
  /** The gateway's server takes the recipient. */
  readonly gatewayTakes: boolean;
  /** The sender opened its mailbox longer ago than counts now, and recently enough for the draft. */
  readonly mailboxWasOpened: boolean;
  /** The message passes DMARC for its sender's domain; else its author's domain asks that it be refused. */
  readonly passesDmarc: boolean;
  /** The From: field names more people than were looked up, and they are the account's own addresses. */
  readonly otherAuthorsAreOwned: boolean;
}

type Question = keyof PossibleWorld;

/** What is taken where nothing depends on it. */
const USUAL_WORLD: PossibleWorld = {
  senderIsShared: false,
  recipientIsShared: false,
  gatewayTakes: true,
  mailboxWasOpened: false,
  passesDmarc: false,
  otherAuthorsAreOwned: true,
};

/** The two policies that are compared, and whether Domain Sharing is set up now. */
export interface Comparison {
  readonly now: PolicyInQuestion;
  readonly draft: PolicyInQuestion;
  readonly sharesDomains: boolean;
}

/** Every world that the facts of a session leave open; mostly there is one. */
export function possibleWorlds(
  steps: readonly JudgedStep[],
  comparison: Comparison,
): readonly PossibleWorld[] {
  const open = new Set(steps.flatMap((step) => openQuestions(step, comparison)));
  let worlds: readonly PossibleWorld[] = [USUAL_WORLD];
  for (const question of open)
    worlds = worlds.flatMap((world) => [world, { ...world, [question]: !world[question] }]);
  return worlds;
}

function openQuestions(step: JudgedStep, comparison: Comparison): readonly Question[] {
  switch (step.stage) {
    case 'auth':
      return [];
    case 'mail':
      return questionsOfMail(step.facts, comparison);
    case 'rcpt':
      return questionsOfRecipient(step.facts, comparison);
    case 'data':
      return questionsOfMessage(step.facts, comparison);
  }
}

function questionsOfMail(facts: MailFacts, { now, draft, sharesDomains }: Comparison): readonly Question[] {
  const questions: Question[] = [];
  if (sharesDomains && senderMayBeShared(facts)) questions.push('senderIsShared');
  const givesMoreTime = draft.options.popBeforeSmtp.minutes > now.options.popBeforeSmtp.minutes;
  if (givesMoreTime && facts.mailboxLogin.kind === 'none') questions.push('mailboxWasOpened');
  return questions;
}

function questionsOfRecipient(facts: RecipientFacts, { sharesDomains }: Comparison): readonly Question[] {
  if (facts.isQuestion) return [];
  const questions: Question[] = [];
  if (sharesDomains && recipientMayBeShared(facts)) questions.push('recipientIsShared');
  if (facts.gatewayRecipient.kind === 'not-asked') questions.push('gatewayTakes');
  return questions;
}

function questionsOfMessage(facts: HeaderFacts, { now, draft }: Comparison): readonly Question[] {
  const { ip } = facts.mail.client;
  const questions: Question[] = [];
  if ([now, draft].some((policy) => wasNotChecked(facts, policy.trustedRange(ip))))
    questions.push('passesDmarc');
  if (authorsNotLookedUp(facts).length > 0) questions.push('otherAuthorsAreOwned');
  return questions;
}

/** Claims end with the first author for whom nothing spoke; under a draft something may. */
export function authorsNotLookedUp({ mail, from, claims }: HeaderFacts): readonly Address[] {
  if (mail.account === null || from.kind === 'unreadable') return [];
  return from.mailboxes.slice(claims.length).map(({ address }) => address);
}

export function senderMayBeShared({ account, sender, domainSharing }: MailFacts): boolean {
  const wasAsked = domainSharing.kind !== 'not-asked' && domainSharing.kind !== 'not-set-up';
  return !wasAsked && account === null && sender.kind === 'local' && !sender.accountExists;
}

export function recipientMayBeShared({ destination, domainSharing }: RecipientFacts): boolean {
  const wasAsked = domainSharing.kind !== 'not-asked' && domainSharing.kind !== 'not-set-up';
  return !wasAsked && destination === 'unknown';
}

/**
 * Whether DMARC would say more than is recorded. Mail of signed-in accounts is never checked; and for a trusted client
 * DMARC can pass but not fail (see MessageToCheck), so that without the trust it might.
 */
export function wasNotChecked({ mail, authenticity }: HeaderFacts, trustedRange: string | null): boolean {
  if (mail.account !== null) return false;
  if (authenticity.kind === 'not-checked') return true;
  return mail.client.trustedRange !== null && trustedRange === null && authenticity.dmarc.result !== 'pass';
}

import type { Address } from '../contract/address.ts';
import type {
  AddressClaim,
  AuthFacts,
  AuthenticityFact,
  HeaderFacts,
  MailboxLoginFact,
  MailFacts,
  RecipientFacts,
  SessionFacts,
} from '../contract/facts.ts';
import { portHidesAuth } from '../policy/no-auth-on-smtp-port.ts';
import type { PolicyInQuestion } from './policy-in-question.ts';
import {
  authorsNotLookedUp,
  recipientMayBeShared,
  senderMayBeShared,
  wasNotChecked,
  type PossibleWorld,
} from './possible-world.ts';

/** Recorded facts as they would be gathered under another policy: its lists, its settings, and a world for the rest. */
export interface TakenAnew {
  readonly policy: PolicyInQuestion;
  readonly world: PossibleWorld;
  readonly sharesDomains: boolean;
  /** By what is in force now, an older mailbox login does not count. */
  readonly minutesNow: number;
}

const SOME_HOST = 'another server';

export function authFactsAnew(facts: AuthFacts, anew: TakenAnew): AuthFacts {
  return { ...facts, ...sessionAnew(facts, anew) };
}

export function mailFactsAnew(facts: MailFacts, anew: TakenAnew): MailFacts {
  const { world, sharesDomains, policy } = anew;
  const { senderIsShared } = world;
  return {
    ...facts,
    ...sessionAnew(facts, anew),
    claim: facts.claim && claimAnew(facts.claim, policy),
    domainSharing: senderMayBeShared(facts) ? sharing(senderIsShared, sharesDomains) : facts.domainSharing,
    mailboxLogin: mailboxLoginAnew(facts.mailboxLogin, anew),
  };
}

/** `mail`: the facts of its MAIL, taken anew. */
export function recipientFactsAnew(
  facts: RecipientFacts,
  mail: MailFacts,
  { world, sharesDomains }: TakenAnew,
): RecipientFacts {
  if (facts.isQuestion) return { ...facts, mail };
  const { domainSharing, gatewayRecipient } = facts;
  return {
    ...facts,
    mail,
    domainSharing: recipientMayBeShared(facts)
      ? sharing(world.recipientIsShared, sharesDomains)
      : domainSharing,
    gatewayRecipient:
      gatewayRecipient.kind === 'not-asked' ? gatewayAnswer(world.gatewayTakes) : gatewayRecipient,
  };
}

/** `destinations`: of the recipients that are accepted under the policy. */
export function headerFactsAnew(
  facts: HeaderFacts,
  mail: MailFacts,
  destinations: HeaderFacts['destinations'],
  { world, policy }: TakenAnew,
): HeaderFacts {
  return {
    ...facts,
    mail,
    destinations,
    claims: [
      ...facts.claims.map((claim) => claimAnew(claim, policy)),
      ...authorsNotLookedUp(facts).map((author) => claimOnAuthor(author, world, policy)),
    ],
    authenticity: wasNotChecked(facts, mail.client.trustedRange)
      ? dmarc(world.passesDmarc, mail)
      : facts.authenticity,
  };
}

function sessionAnew(
  { client, listenerKind }: SessionFacts,
  { policy }: TakenAnew,
): Pick<SessionFacts, 'client' | 'authAvailable'> {
  const { ip } = client;
  return {
    client: { ip, localRange: policy.localRange(ip), trustedRange: policy.trustedRange(ip) },
    authAvailable: !portHidesAuth(listenerKind, policy.options),
  };
}

/** The white list is not asked for an address that the account owns. */
function claimAnew(claim: AddressClaim, policy: PolicyInQuestion): AddressClaim {
  if (claim.ownership.kind !== 'not-owned') return claim;
  return { ...claim, whiteListEntry: policy.whiteListEntry(claim.address) };
}

function claimOnAuthor(address: Address, { otherAuthorsAreOwned }: PossibleWorld, policy: PolicyInQuestion) {
  if (otherAuthorsAreOwned)
    return { address, ownership: { kind: 'primary' }, whiteListEntry: null, gateway: null } as const;
  const ownership = { kind: 'not-owned', reason: 'unrelated' } as const;
  return { address, ownership, whiteListEntry: policy.whiteListEntry(address), gateway: null };
}

/** How long ago is recorded only where it was recent by the minutes of then. */
function mailboxLoginAnew(
  login: MailboxLoginFact,
  { policy, world, minutesNow }: TakenAnew,
): MailboxLoginFact {
  const { minutes } = policy.options.popBeforeSmtp;
  switch (login.kind) {
    case 'not-local-account':
      return login;
    case 'recent':
      return login.minutesAgo < minutes ? login : { kind: 'none' };
    case 'none':
      return world.mailboxWasOpened && minutesNow < minutes
        ? { kind: 'recent', minutesAgo: minutesNow }
        : login;
  }
}

function sharing(isShared: boolean, sharesDomains: boolean): MailFacts['domainSharing'] {
  if (!sharesDomains) return { kind: 'not-set-up' };
  return isShared ? { kind: 'found', host: SOME_HOST } : { kind: 'not-found' };
}

function gatewayAnswer(takes: boolean): RecipientFacts['gatewayRecipient'] {
  return takes ? { kind: 'taken' } : { kind: 'refused', reply: 'not asked' };
}

function dmarc(passes: boolean, { returnPath }: MailFacts): AuthenticityFact {
  const nothing = { result: 'none', subject: null };
  const domain = returnPath?.domain ?? null;
  return {
    kind: 'checked',
    spf: nothing,
    dkim: [],
    arc: nothing,
    arcSealers: [],
    arcSealedDmarcPass: false,
    dmarc: passes
      ? { result: 'pass', subject: domain, policy: 'reject', domain }
      : { result: 'fail', subject: domain, policy: 'reject', domain },
  };
}

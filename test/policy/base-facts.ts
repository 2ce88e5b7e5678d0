import { parseAddress, type Address } from '../../server/contract/address.ts';
import type { Ownership } from '../../server/contract/directory.ts';
import type {
  AccountFact,
  AddressClaim,
  AuthFacts,
  AuthenticityFact,
  FromMailbox,
  HeaderFacts,
  MailFacts,
  RecipientFacts,
  SenderFacts,
  SendingFact,
} from '../../server/contract/facts.ts';
import { DEFAULT_OPTIONS, type OptionSettings } from '../../server/contract/settings.ts';
import { optionsChangeSchema } from '../../server/contract/setup-document.ts';
import type { z } from 'zod';

/** A passing base case for each stage: mail from the world, on the SMTP port. A test states what differs. */

export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`${text} is no address`);
  return parsed;
}

export const U1: AccountFact = { id: 1, address: address('u1@local.test') };

export const REMOTE_CLIENT = { ip: '203.0.113.5', localRange: null, trustedRange: null };
export const LOCAL_CLIENT = { ip: '127.0.1.5', localRange: '127.0.1.0/24', trustedRange: null };
export const TRUSTED_CLIENT = { ip: '127.0.2.5', localRange: null, trustedRange: '127.0.2.0/24' };

export const LOCAL_SENDER = {
  kind: 'local',
  accountExists: true,
  subaddressSeparator: '+',
} as const satisfies SenderFacts;
export const MISSING_SENDER = { ...LOCAL_SENDER, accountExists: false } as const satisfies SenderFacts;
export const GATEWAY_SENDER = {
  kind: 'gateway',
  domain: 'gw.test',
  sendersMustAuth: 'enforce',
} as const satisfies SenderFacts;

/** What whoever should have signed in hears, where that is possible. */
export const SIGN_IN_530 = {
  code: 530,
  enhanced: '5.7.0',
  text: 'Authentication required, sign in with your account first',
};

/** An account that has sent nothing yet and has no limits of its own. */
export const NOTHING_SENT: SendingFact = {
  frozen: null,
  ownLimits: {},
  used: {
    messagesPerHour: 0,
    messagesPerDay: 0,
    recipientsPerHour: 0,
    recipientsPerDay: 0,
    newRecipientsPerDay: 0,
  },
};

export const NOT_OWNED: Ownership = { kind: 'not-owned', reason: 'unrelated' };

export function mailFacts(change: Partial<MailFacts> = {}): MailFacts {
  return {
    listenerKind: 'smtp',
    client: REMOTE_CLIENT,
    account: null,
    authAvailable: true,
    submissionPorts: [587, 465],
    returnPath: address('joe@ext.example'),
    sender: { kind: 'remote' },
    claim: null,
    domainSharing: { kind: 'not-set-up' },
    mailboxLogin: { kind: 'not-local-account' },
    sending: null,
    ...change,
  };
}

/** MAIL from an address of a local domain, by somebody who has not signed in. */
export function fromLocal(sender = 'u1@local.test', change: Partial<MailFacts> = {}): MailFacts {
  return mailFacts({ returnPath: address(sender), sender: LOCAL_SENDER, ...change });
}

/** MAIL from an address, by the account u1 with this claim on it. */
export function signedIn(returnPath: string, change: Partial<AddressClaim> = {}): MailFacts {
  return fromLocal(returnPath, { account: U1, claim: claimOn(returnPath, change), sending: NOTHING_SENT });
}

export function claimOn(text: string, change: Partial<AddressClaim> = {}): AddressClaim {
  return { address: address(text), ownership: NOT_OWNED, whiteListEntry: null, gateway: null, ...change };
}

export function recipientFacts(
  recipient: string,
  destination: RecipientFacts['destination'],
  mail = mailFacts(),
): RecipientFacts {
  return {
    mail,
    recipient: address(recipient),
    destination,
    domainSharing: { kind: 'not-set-up' },
    gatewayRecipient: { kind: destination === 'gateway' ? 'not-checked' : 'no-gateway' },
    sending: mail.sending && { used: mail.sending.used, isNew: false },
    isQuestion: false,
  };
}

/** A message of the account u1 with one From: mailbox per claim. */
export function headerFacts(claims: readonly AddressClaim[], change: Partial<HeaderFacts> = {}): HeaderFacts {
  const mailboxes = claims.map((claim): FromMailbox => mailbox(claim.address));
  const mail = signedIn('u1@local.test', { ownership: { kind: 'primary' } });
  return {
    mail,
    destinations: ['remote'],
    from: { kind: 'mailboxes', mailboxes },
    authenticity: { kind: 'not-checked' },
    claims,
    ...change,
  };
}

type Checked = Extract<AuthenticityFact, { kind: 'checked' }>;

/** What was found out of a message that nobody signed. */
export function checked(change: Partial<Checked> = {}): Checked {
  return {
    kind: 'checked',
    spf: { result: 'none', subject: 'ext.example' },
    dkim: [],
    arc: { result: 'none', subject: null },
    arcSealers: [],
    arcSealedDmarcPass: false,
    dmarc: { result: 'none', subject: 'ext.example', domain: 'ext.example', policy: null },
    ...change,
  };
}

/** What DMARC says of a message by an author in this domain. */
export function dmarc(
  result: string,
  policy: Checked['dmarc']['policy'] = 'reject',
  domain: string | null = 'ext.example',
): Checked['dmarc'] {
  return { result, subject: domain, domain, policy };
}

export function mailbox(of: Address, shownAddresses: readonly string[] = []): FromMailbox {
  return { address: of, displayName: shownAddresses.join(' '), shownAddresses };
}

export function authFacts(change: Partial<AuthFacts> = {}): AuthFacts {
  const { listenerKind, client, account, authAvailable, submissionPorts } = mailFacts();
  return { listenerKind, client, account, authAvailable, submissionPorts, neverScreened: null, ...change };
}

type OptionsChange = Partial<z.input<typeof optionsChangeSchema>>;

/** The default options with a change, written as in a setup document. */
export function optionsWith(change: OptionsChange = {}): OptionSettings {
  const parsed = optionsChangeSchema.partial().parse(change);
  const entries = Object.entries(parsed).map(([key, value]) => {
    const before = DEFAULT_OPTIONS[key as keyof OptionSettings]; // the schema knows no other keys
    return [key, typeof value === 'object' ? { ...(before as object), ...value } : value] as const;
  });
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(entries) as Partial<OptionSettings>) };
}

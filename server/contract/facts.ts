import type { Address, ReturnPath } from './address.ts';
import type { AccountFreeze, Ownership, WhiteListEntry } from './directory.ts';
import type { Mode } from './options.ts';
import type { ListenerKind, OwnLimits, SendingLimits } from './settings.ts';

/**
 * What is known of a session when a rule judges it. Facts are values: smtp/gather-facts.ts asks the directory,
 * the guard and Domain Sharing; the rules ask nobody.
 */

export interface SessionFacts {
  readonly listenerKind: Exclude<ListenerKind, 'pop3'>;
  readonly client: ClientFacts;
  /** The account the session is bound to, or null while it is unauthenticated. */
  readonly account: AccountFact | null;
  /** Whether this client could sign in on this port: under TLS now, or after STARTTLS. */
  readonly authAvailable: boolean;
  /** Ports of the submission listeners that accept connections, for the advice in a refusal. */
  readonly submissionPorts: readonly number[];
}

export interface ClientFacts {
  readonly ip: string;
  /** The Local IPs range that holds the client, as listed, or null. */
  readonly localRange: string | null;
  /** The Trusted IPs range that holds the client, as listed, or null. */
  readonly trustedRange: string | null;
}

export interface AccountFact {
  readonly id: number;
  readonly address: Address;
}

/** AUTH has been sent, in whatever form; its argument is never looked at. */
export interface AuthFacts extends SessionFacts {
  /** On the Dynamic Screen's allow list, or one of this machine's own addresses: never listed. */
  readonly neverScreened: { readonly because: 'allow-list' | 'own-address' } | null;
}

export interface MailFacts extends SessionFacts {
  readonly returnPath: ReturnPath;
  readonly sender: SenderFacts;
  /** The session account's claim on the return-path; null while unauthenticated or for `<>`. */
  readonly claim: AddressClaim | null;
  readonly domainSharing: SharingAnswer;
  readonly mailboxLogin: MailboxLoginFact;
  /** What the session's account has sent so far; null while unauthenticated. */
  readonly sending: SendingFact | null;
}

/** How much an account has sent, by the limit that it counts for. */
export type SendingUse = { readonly [L in keyof SendingLimits]: number };

export interface SendingFact {
  readonly frozen: AccountFreeze | null;
  /** The account's own limits; what is absent is that of the option. */
  readonly ownLimits: OwnLimits;
  /** Without this message; messages under way beside it are in it. */
  readonly used: SendingUse;
}

export interface RecipientSendingFact {
  /** Without this recipient; messages under way are in it. */
  readonly used: SendingUse;
  /** It is elsewhere, and the account has never written to it. */
  readonly isNew: boolean;
}

/** Whose domain the return-path is in. `none` stands for `<>`. */
export type SenderFacts =
  | { readonly kind: 'none' }
  /** `subaddressSeparator` is the domain's: `postmaster+x@` is a role address where `+` separates. */
  | { readonly kind: 'local'; readonly accountExists: boolean; readonly subaddressSeparator: string }
  | { readonly kind: 'gateway'; readonly domain: string; readonly sendersMustAuth: Mode }
  | { readonly kind: 'remote' };

/** What can justify a signed-in account in using an address. */
export interface AddressClaim {
  readonly address: Address;
  readonly ownership: Ownership;
  /** The white list entry that the address hits, if any; not asked for where the account owns the address. */
  readonly whiteListEntry: WhiteListEntry | null;
  /** The gateway domain that the address is in, and whether this account may send for it. */
  readonly gateway: { readonly domain: string; readonly accountMaySend: boolean } | null;
}

/** The answer of the sharing hosts. `not-asked` unless the rule needed it. */
export type SharingAnswer =
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'found'; readonly host: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'error'; readonly host: string; readonly reason: string };

/** What a gateway's server says of an address. */
export type GatewayAnswer =
  | { readonly kind: 'taken' }
  /** `reply`: the server's words, for the log. */
  | { readonly kind: 'refused'; readonly reply: string }
  /** No answer, or one that means "not now". */
  | { readonly kind: 'error'; readonly reason: string };

/** What came of checking a message from elsewhere; `not-checked` for mail of signed-in accounts. */
export type AuthenticityFact =
  | { readonly kind: 'not-checked' }
  | {
      readonly kind: 'checked';
      /** `pass (joe@example.com)`, `none`, `temperror`: for the administrator. */
      readonly spf: CheckOutcome;
      /** One for each signature, the best first. */
      readonly dkim: readonly CheckOutcome[];
      readonly arc: CheckOutcome;
      /** The domains that sealed an ARC chain that passes, newest first. */
      readonly arcSealers: readonly string[];
      /** The newest of them says that DMARC passed when the message reached it. */
      readonly arcSealedDmarcPass: boolean;
      readonly dmarc: CheckOutcome & {
        /** Of the From: domain; null where there is none. */
        readonly policy: 'none' | 'quarantine' | 'reject' | null;
        /** The From: domain whose mail passes or fails; null where the From: field names not exactly one. */
        readonly domain: string | null;
      };
    };

export interface CheckOutcome {
  /** A keyword of RFC 8601 §2.7: pass, fail, softfail, neutral, none, temperror, permerror, policy. */
  readonly result: string;
  /** The domain or address that it speaks of, or null. */
  readonly subject: string | null;
}

/** Whether the return-path's account has opened its mailbox within the time the option sets. */
export type MailboxLoginFact =
  | { readonly kind: 'not-local-account' }
  | { readonly kind: 'recent'; readonly minutesAgo: number }
  | { readonly kind: 'none' };

export interface RecipientFacts {
  /** The facts on which MAIL was judged: rules that waited for the recipient look at them again. */
  readonly mail: MailFacts;
  readonly recipient: Address;
  readonly destination: 'local' | 'gateway' | 'remote' | 'unknown';
  /** Of an address of a local domain that is unknown here; `not-asked` of any other. */
  readonly domainSharing: SharingAnswer;
  readonly gatewayRecipient: GatewayRecipientFact;
  /** Null while unauthenticated. */
  readonly sending: RecipientSendingFact | null;
  /** Another server asks whether the address lives here: it is answered from what is known, and nobody is asked. */
  readonly isQuestion: boolean;
}

/** What speaks for a recipient in a gateway domain. */
export type GatewayRecipientFact =
  | { readonly kind: 'no-gateway' }
  /** The gateway takes any recipient. */
  | { readonly kind: 'not-checked' }
  | { readonly kind: 'listed'; readonly pattern: string }
  | { readonly kind: 'not-listed' }
  /** The gateway's server is asked only if every other rule lets the recipient pass. */
  | { readonly kind: 'not-asked' }
  | GatewayAnswer;

export interface HeaderFacts {
  readonly mail: MailFacts;
  /** Where the accepted recipients are. */
  readonly destinations: readonly RecipientFacts['destination'][];
  readonly from: FromHeader;
  readonly authenticity: AuthenticityFact;
  /**
   * One claim per mailbox of the field, in its order, up to the first that nothing speaks for; empty where the
   * field is unreadable or nobody signed in.
   */
  readonly claims: readonly AddressClaim[];
}

/** The From: field as the strict reader sees it. */
export type FromHeader =
  | { readonly kind: 'mailboxes'; readonly mailboxes: readonly FromMailbox[] }
  | { readonly kind: 'unreadable'; readonly because: string };

export interface FromMailbox {
  readonly address: Address;
  /** Display name and comments, decoded, for the log. */
  readonly displayName: string;
  /** Addresses that the display name or a comment shows and that are not this mailbox. */
  readonly shownAddresses: readonly string[];
}

import { sameAddress, parseAddress, type Address, type ReturnPath } from '../contract/address.ts';
import type { Account, GatewayEntry } from '../contract/directory.ts';
import type {
  AccountFact,
  AddressClaim,
  AuthFacts,
  GatewayRecipientFact,
  HeaderFacts,
  MailboxLoginFact,
  MailFacts,
  RecipientFacts,
  SharingAnswer,
  SenderFacts,
  SendingFact,
  SessionFacts,
} from '../contract/facts.ts';
import type { Mode } from '../contract/options.ts';
import type { DomainSharing, GatewayRecipients } from '../contract/callouts.ts';
import type { DirectoryView, PolicySnapshot } from '../contract/directory-view.ts';
import type { Exemption } from '../guard/exemption.ts';
import type { RecipientPlace, SendingTransaction } from '../guard/sending-ledger.ts';
import { findWhiteListEntry } from '../policy/white-list.ts';
import { needsDomainSharing } from '../policy/needs-domain-sharing.ts';
import { needsLookup } from '../policy/needs-lookup.ts';
import { findListedRecipient } from './gateway-recipient-list.ts';
import type { SessionServices } from './session/session-services.ts';

/**
 * The only place that asks the directory, the guard and the sharing hosts. Each function answers the facts of
 * one stage, taken from one snapshot of the policy; rules see values and ask nobody.
 */

/** What a session knows of itself. */
export interface SessionStanding {
  readonly listenerKind: SessionFacts['listenerKind'];
  readonly ip: string;
  readonly account: Account | null;
  readonly authAvailable: boolean;
}

const MINUTE_MS = 60_000;

function gatherSessionFacts(
  session: SessionStanding,
  snapshot: PolicySnapshot,
  services: Pick<SessionServices, 'submissionPorts'>,
): SessionFacts {
  const { directory } = snapshot;
  return {
    listenerKind: session.listenerKind,
    client: {
      ip: session.ip,
      localRange: directory.localRange(session.ip),
      trustedRange: directory.trustedRange(session.ip),
    },
    account: accountStillEnabled(session.account, directory),
    authAvailable: session.authAvailable,
    submissionPorts: services.submissionPorts(),
  };
}

export function gatherAuthFacts(
  session: SessionStanding,
  snapshot: PolicySnapshot,
  services: Pick<SessionServices, 'submissionPorts' | 'findExemption'>,
): AuthFacts {
  return {
    ...gatherSessionFacts(session, snapshot, services),
    neverScreened: neverScreened(services.findExemption(session.ip)),
  };
}

/**
 * `sending` is the message's place in the ledger, null while nobody signed in. Rejects where Domain Sharing or the
 * directory fails; an unreachable sharing host is an answer, not a failure.
 */
export async function gatherMailFacts(
  session: SessionStanding,
  returnPath: ReturnPath,
  sending: SendingTransaction | null,
  snapshot: PolicySnapshot,
  services: Pick<SessionServices, 'clock' | 'submissionPorts' | 'domainSharing' | 'mailboxLogins'>,
): Promise<MailFacts> {
  const { directory } = snapshot;
  const sessionFacts = gatherSessionFacts(session, snapshot, services);
  const { account } = sessionFacts;
  const facts: MailFacts = {
    ...sessionFacts,
    returnPath,
    sender: senderFacts(returnPath, directory),
    claim: account && returnPath ? claimOf(account, returnPath, directory, services.clock()) : null,
    domainSharing: { kind: services.domainSharing.isSetUp ? 'not-asked' : 'not-set-up' },
    mailboxLogin: mailboxLoginFact(returnPath, snapshot, services),
    sending: account && sending && sendingFact(account, sending, directory),
  };
  if (returnPath === null || !needsDomainSharing(facts, snapshot.settings.options)) return facts;
  return { ...facts, domainSharing: await services.domainSharing.find(returnPath) };
}

/** `localOnly`: the client asked that no other server be asked. Rejects where Domain Sharing itself fails. */
export async function gatherRecipientFacts(
  mail: MailFacts,
  recipient: Address,
  place: RecipientPlace | null,
  localOnly: boolean,
  { directory, settings }: PolicySnapshot,
  services: Pick<SessionServices, 'domainSharing' | 'gatewayRecipients'>,
): Promise<RecipientFacts> {
  const gateway = directory.gateway(recipient.domain);
  const facts: RecipientFacts = {
    mail,
    recipient,
    destination: directory.destination(recipient).kind,
    domainSharing: { kind: mail.domainSharing.kind === 'not-set-up' ? 'not-set-up' : 'not-asked' },
    gatewayRecipient: gateway === null ? { kind: 'no-gateway' } : checkGatewayRecipient(gateway, recipient),
    sending: place && { used: place.used, isNew: place.isNew },
    isQuestion: localOnly,
  };
  if (!needsLookup(facts, settings.options)) return facts;
  return gateway === null
    ? askSharingHosts(facts, directory, services.domainSharing)
    : askGateway(facts, gateway, services.gatewayRecipients);
}

/** "The same lookup routes mail to an address that lives on a sharing host." */
async function askSharingHosts(
  facts: RecipientFacts,
  directory: DirectoryView,
  domainSharing: DomainSharing,
): Promise<RecipientFacts> {
  const { recipient, mail } = facts;
  const isQuestion =
    facts.isQuestion ||
    (mail.returnPath === null && (await domainSharing.couldBeQuestion(mail.client.ip, recipient)));
  if (isQuestion) return { ...facts, isQuestion };
  return { ...facts, domainSharing: await findAny(addressesBehind(recipient, directory), domainSharing) };
}

/** An alias of addresses that nobody here holds stands for those. */
function addressesBehind(recipient: Address, directory: DirectoryView): readonly Address[] {
  const destination = directory.destination(recipient);
  return destination.kind === 'unknown' && destination.unheldTargets.length > 0
    ? destination.unheldTargets
    : [recipient];
}

/** One that is found is enough: what becomes of the others is told to the sender by delivery. */
async function findAny(addresses: readonly Address[], domainSharing: DomainSharing): Promise<SharingAnswer> {
  const answers = await Promise.all(addresses.map((address) => domainSharing.find(address)));
  return (
    answers.find(({ kind }) => kind === 'found') ??
    answers.find(({ kind }) => kind === 'error') ??
    answers[0] ?? { kind: 'not-found' }
  );
}

async function askGateway(
  facts: RecipientFacts,
  gateway: GatewayEntry,
  gatewayRecipients: GatewayRecipients,
): Promise<RecipientFacts> {
  const { recipient, mail } = facts;
  const isQuestion =
    facts.isQuestion || (mail.returnPath === null && gatewayRecipients.isAsking(gateway, recipient));
  const gatewayRecipient = isQuestion
    ? (gatewayRecipients.known(gateway, recipient) ?? facts.gatewayRecipient)
    : await gatewayRecipients.ask(gateway, recipient);
  return { ...facts, isQuestion, gatewayRecipient };
}

function checkGatewayRecipient(gateway: GatewayEntry, recipient: Address): GatewayRecipientFact {
  switch (gateway.recipientCheck) {
    case 'accept-all':
      return { kind: 'not-checked' };
    case 'list': {
      const pattern = findListedRecipient(gateway, recipient);
      return pattern === null ? { kind: 'not-listed' } : { kind: 'listed', pattern };
    }
    case 'ask-server':
      return { kind: 'not-asked' };
  }
}

export function gatherHeaderFacts(
  message: Omit<HeaderFacts, 'claims'>,
  directory: DirectoryView,
  now: number,
): HeaderFacts {
  const { from, mail } = message;
  const { account } = mail;
  if (account === null || from.kind === 'unreadable') return { ...message, claims: [] };
  const claims: AddressClaim[] = [];
  for (const { address } of from.mailboxes) {
    const claim = claimOf(account, address, directory, now);
    claims.push(claim);
    if (isForeign(claim)) break;
  }
  return { ...message, claims };
}

function sendingFact(
  account: AccountFact,
  { used }: SendingTransaction,
  directory: DirectoryView,
): SendingFact | null {
  const current = directory.findAccount(account.address);
  return current && { frozen: current.frozen, ownLimits: current.limits, used };
}

/** An account that was disabled or removed since it signed in no longer speaks for anybody. */
export function accountStillEnabled(account: Account | null, directory: DirectoryView): AccountFact | null {
  if (account === null) return null;
  const current = directory.findAccount(account.address);
  return current?.id === account.id && current.enabled ? { id: current.id, address: current.address } : null;
}

/** That the client is trusted is a fact of its own. */
function neverScreened(exemption: Exemption | null): AuthFacts['neverScreened'] {
  return exemption === null || exemption === 'trusted-ip' ? null : { because: exemption };
}

function senderFacts(returnPath: ReturnPath, directory: DirectoryView): SenderFacts {
  if (returnPath === null) return { kind: 'none' };
  const gateway = directory.gateway(returnPath.domain);
  if (gateway !== null) {
    return { kind: 'gateway', domain: gateway.domain, sendersMustAuth: gatewayMode(gateway.sendersMustAuth) };
  }
  if (directory.domainKind(returnPath.domain) !== 'local') return { kind: 'remote' };
  return {
    kind: 'local',
    accountExists: directory.addressExists(returnPath),
    subaddressSeparator: directory.subaddressSeparator(returnPath.domain),
  };
}

function gatewayMode(sendersMustAuth: boolean | 'report'): Mode {
  if (sendersMustAuth === 'report') return 'report';
  return sendersMustAuth ? 'enforce' : 'off';
}

function claimOf(
  account: AccountFact,
  address: Address,
  directory: DirectoryView,
  now: number,
): AddressClaim {
  const ownership = directory.ownership(account.id, address);
  const isOwned = ownership.kind !== 'not-owned';
  return {
    address,
    ownership,
    whiteListEntry: isOwned ? null : findWhiteListEntry(directory.whiteList, address, now),
    gateway: gatewayClaim(account, address, directory),
  };
}

/** Whatever the options say: no claim after this one makes a difference. */
function isForeign({ ownership, whiteListEntry, gateway }: AddressClaim): boolean {
  return ownership.kind === 'not-owned' && whiteListEntry === null && gateway === null;
}

function gatewayClaim(
  account: AccountFact,
  address: Address,
  directory: DirectoryView,
): AddressClaim['gateway'] {
  const gateway = directory.gateway(address.domain);
  if (gateway === null) return null;
  const { domain, sendingAccounts } = gateway;
  const accountMaySend =
    sendingAccounts === 'any' ||
    sendingAccounts.some((text) => {
      const sending = parseAddress(text);
      return sending !== null && sameAddress(sending, account.address);
    });
  return { domain, accountMaySend };
}

function mailboxLoginFact(
  returnPath: ReturnPath,
  { directory, settings }: PolicySnapshot,
  { mailboxLogins, clock }: Pick<SessionServices, 'mailboxLogins' | 'clock'>,
): MailboxLoginFact {
  const account = returnPath && directory.findAccount(returnPath);
  if (!account) return { kind: 'not-local-account' };
  const loginAt = mailboxLogins.lastLoginAt(account.id);
  if (loginAt === null) return { kind: 'none' };
  const minutesAgo = Math.floor((clock() - loginAt) / MINUTE_MS);
  return minutesAgo < settings.options.popBeforeSmtp.minutes
    ? { kind: 'recent', minutesAgo }
    : { kind: 'none' };
}

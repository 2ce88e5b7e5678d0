import type { Address } from '../../contract/address.ts';
import type { Account } from '../../contract/directory.ts';
import type { GatewayAnswer, SharingAnswer } from '../../contract/facts.ts';
import type { DomainSharing, GatewayRecipients } from '../../contract/callouts.ts';
import type { DirectoryView, PolicySnapshot } from '../../contract/directory-view.ts';
import type { IncomingMessage } from '../../contract/message-store.ts';
import type { ScreenedNetwork } from '../../contract/screened-network.ts';
import type { SessionLog } from '../../contract/session-recorder.ts';
import { formatAddress } from '../../contract/address.ts';
import type { Exemption, FindExemption } from '../../guard/exemption.ts';
import type { SendingTransaction } from '../../guard/sending-ledger.ts';
import type { SessionServices } from '../../smtp/session/session-services.ts';

/** What a test asks of the running server: all of it is answered from memory, and changes nothing. */
export interface ProbePorts extends Pick<
  SessionServices,
  'clock' | 'mailboxLogins' | 'submissionPorts' | 'sending' | 'intake'
> {
  readonly policy: () => PolicySnapshot;
  /** The block that holds a client that is exempt as said, without counting a hit. */
  readonly screened: (ip: string, findExemption: FindExemption) => ScreenedNetwork | null;
  readonly exemptionIn: (directory: DirectoryView, ip: string) => Exemption | null;
  readonly sharing: Pick<DomainSharing, 'isSetUp'> & { known(address: Address): SharingAnswer | null };
  readonly gatewayRecipients: Pick<GatewayRecipients, 'known'>;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** What a real session would have asked somebody, and what was taken for the answer. */
export type NoteNotAsked = (what: string) => void;

/** Stands for the id of a session and of a message. */
export const ID_PLACEHOLDER = '....';

const DISCARDED: IncomingMessage = {
  write: () => Promise.resolve(),
  commit: () => Promise.resolve(),
  discard: () => Promise.resolve(),
};

/**
 * The services of a session that nobody will ever notice: the same policy, directory and guards, but nothing is counted,
 * stored, blocked, frozen or told, and nobody is asked over the network.
 */
export function silentServices(
  ports: ProbePorts,
  snapshot: PolicySnapshot,
  account: Account | null,
  log: SessionLog,
  notAsked: NoteNotAsked,
): SessionServices {
  const { clock, mailboxLogins, submissionPorts, intake, reportError } = ports;
  const findExemption: FindExemption = (ip) => ports.exemptionIn(snapshot.directory, ip);
  return {
    clock,
    policy: () => snapshot,
    mailboxLogins,
    submissionPorts,
    reportError,
    log,
    findExemption,
    messageId: () => ID_PLACEHOLDER,
    directory: {
      view: () => snapshot.directory,
      signIn: () =>
        Promise.resolve(
          account === null ? { kind: 'refused', reason: 'unknown-account' } : { kind: 'signed-in', account },
        ),
      noteWhiteListUse: nothing,
    },
    store: { begin: () => Promise.resolve(DISCARDED) },
    queue: { retryGateway: () => Promise.resolve(0) },
    screen: {
      check: (ip) => ports.screened(ip, findExemption),
      blockClient: () => ({ kind: 'refused', because: 'it is only a test' }),
    },
    authFailures: { failed: () => ({ kind: 'counted', failures: 0 }), succeeded: nothing },
    connectionLimits: { acquire: () => ({ kind: 'admitted', release: nothing }) },
    intake,
    sending: { begin: (accountId) => unseen(ports.sending.begin(accountId)) },
    accountLimits: { freeze: () => Promise.resolve(), tell: nothing },
    tellDelivered: nothing,
    domainSharing: silentSharing(ports, notAsked),
    gatewayRecipients: silentGateways(ports, notAsked),
    authenticity: silentAuthenticity(notAsked),
  };
}

/** A place in the ledger that is given back at once: it says what has been used, and takes nothing. */
function unseen(transaction: SendingTransaction): SendingTransaction {
  transaction.release();
  return { ...transaction, commit: nothing };
}

function silentSharing({ sharing }: ProbePorts, notAsked: NoteNotAsked): DomainSharing {
  const find = (address: Address): SharingAnswer => {
    const known = sharing.known(address);
    if (known !== null) return known;
    notAsked(
      `Whether a server of the shared domain has ${formatAddress(address)}: the sharing hosts were not asked, and “no” was taken for their answer.`,
    );
    return { kind: 'not-found' };
  };
  return {
    isSetUp: sharing.isSetUp,
    find: (address) => Promise.resolve(find(address)),
    locate: () => Promise.reject(new Error('a test delivers nothing')),
    couldBeQuestion: () => Promise.resolve(false),
    forget: nothing,
  };
}

function silentGateways({ gatewayRecipients }: ProbePorts, notAsked: NoteNotAsked): GatewayRecipients {
  return {
    ask: (gateway, recipient): Promise<GatewayAnswer> => {
      const known = gatewayRecipients.known(gateway, recipient);
      if (known !== null) return Promise.resolve(known);
      notAsked(
        `Whether the gateway’s server ${gateway.host} takes ${formatAddress(recipient)}: it was not asked, and “yes” was taken for its answer.`,
      );
      return Promise.resolve({ kind: 'taken' });
    },
    known: (gateway, recipient) => gatewayRecipients.known(gateway, recipient),
    isAsking: () => false,
  };
}

function silentAuthenticity(notAsked: NoteNotAsked): SessionServices['authenticity'] {
  return {
    check: () => ({
      write: () => Promise.resolve(),
      finish: () => {
        notAsked('SPF, DKIM and DMARC of the message: DNS was not asked.');
        return Promise.resolve({ header: '', fact: { kind: 'not-checked' } });
      },
      abort: nothing,
    }),
    sign: () => ({ write: () => Promise.resolve(), finish: () => Promise.resolve(''), abort: nothing }),
  };
}

function nothing(): void {
  // what a real session would do here is what a test leaves undone
}

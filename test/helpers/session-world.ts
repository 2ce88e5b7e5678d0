import { formatAddress } from '../../server/contract/address.ts';
import { askHost } from '../../server/callout/ask-host.ts';
import { LOOKUP_TIMES } from '../../server/callout/ask-hosts.ts';
import { DomainSharingService } from '../../server/callout/domain-sharing.ts';
import { GatewayRecipientsService } from '../../server/callout/gateway-recipients.ts';
import type { PolicySnapshot } from '../../server/contract/directory-view.ts';
import { hashRecipient } from '../../server/directory/sending-table.ts';
import type { SessionDetail } from '../../server/contract/session-log.ts';
import { createAuthenticity } from '../../server/authenticity/create-authenticity.ts';
import type { SigningKey } from '../../server/authenticity/dkim-keys.ts';
import { AuthFailureTracker } from '../../server/guard/auth-failure-tracker.ts';
import { ConnectionLimits } from '../../server/guard/connection-limits.ts';
import { DynamicScreen } from '../../server/guard/dynamic-screen.ts';
import type { FindExemption } from '../../server/guard/exemption.ts';
import { IntakeGate } from '../../server/guard/intake-gate.ts';
import { MailboxLoginLedger } from '../../server/guard/mailbox-login-ledger.ts';
import { SendingLedger } from '../../server/guard/sending-ledger.ts';
import { LiveSessionLog } from '../../server/log/session-log.ts';
import { MaildropLocks } from '../../server/pop3/session/maildrop-locks.ts';
import type { Pop3Services } from '../../server/pop3/session/session-services.ts';
import { createMessageIds } from '../../server/smtp/session/message-id.ts';
import type { SessionServices } from '../../server/smtp/session/session-services.ts';
import { MemoryDirectory } from './memory-directory.ts';
import { MemoryMaildrops } from './memory-maildrops.ts';
import { MemoryStore } from './memory-store.ts';
import { tableDns } from './table-dns.ts';
import { passwordsOf, wireLists, wireSettings, type WireSetup } from './wire-setup.ts';

/** The real policy, guards and session log around a store and a directory in memory. */
export class SessionWorld {
  /** Milliseconds since 1970; a test may turn it. */
  now = Date.UTC(2026, 10, 24, 12);
  submissionPorts: readonly number[] = [587, 465];
  readonly store = new MemoryStore();
  readonly maildrops = new MemoryMaildrops();
  readonly directory: MemoryDirectory;
  /** What the server reported as its own failure: the step and the cause. */
  readonly errors: string[] = [];
  /** Limits that were exceeded and only reported: the account and the reason. */
  readonly limitsTold: string[] = [];
  /** Recipients of whom the sender was told that his mail is in their mailboxes. */
  readonly toldDelivered: string[] = [];
  /** Addresses that the sharing hosts were asked for. */
  readonly sharingQueries: string[] = [];
  /** What DNS says to the checks of incoming mail. */
  readonly dns = tableDns({});
  /** The keys that sign mail of local.test. */
  signingKeys: readonly SigningKey[] = [];
  readonly screen: DynamicScreen;
  readonly log: LiveSessionLog;
  /** A test may close it. */
  readonly intake = new IntakeGate({
    clock: () => this.now,
    schedule: () => () => undefined,
    onChange: () => undefined,
  });
  readonly services: SessionServices & Pop3Services;
  #setup: WireSetup;
  #revision = 1;

  constructor(setup: WireSetup = {}) {
    this.#setup = setup;
    this.#followDns();
    this.directory = new MemoryDirectory(wireLists(setup), passwordsOf(setup));
    const clock = (): number => this.now;
    const settings = () => this.policy().settings;
    const findExemption: FindExemption = (ip) => {
      const view = this.directory.view();
      if (view.allowListRange(ip) !== null) return 'allow-list';
      if (view.trustedRange(ip) !== null) return 'trusted-ip';
      return ip === '127.0.0.1' || ip === '::1' ? 'own-address' : null;
    };
    this.log = new LiveSessionLog({
      clock,
      schedule: (run) => {
        const soon = setImmediate(run);
        return () => {
          clearImmediate(soon);
        };
      },
      onError: (cause) => this.errors.push(`log: ${String(cause)}`),
    });
    this.screen = new DynamicScreen({
      clock,
      firstBlockMinutes: () => settings().dynamicScreen.firstBlockMinutes,
      findExemption,
      onChange: () => undefined,
    });
    const ledger = new MailboxLoginLedger({ clock, known: new Map(), onLogin: () => undefined });
    this.services = {
      clock,
      policy: () => this.policy(),
      directory: this.directory,
      store: this.store,
      authenticity: createAuthenticity({
        dns: this.dns,
        clock,
        schedule: (run, delayMs) => {
          const timer = setTimeout(run, delayMs).unref();
          return () => {
            clearTimeout(timer);
          };
        },
        reportError: (step, cause) => this.errors.push(`${step}: ${String(cause)}`),
        keys: { signingKeys: (domain) => (domain === 'local.test' ? this.signingKeys : []) },
      }),
      queue: this.store,
      domainSharing: this.#sharing(),
      gatewayRecipients: new GatewayRecipientsService({
        clock,
        hostname: () => 'mail.local.test',
        resolve: (host) => Promise.resolve([host]),
      }),
      maildrops: this.maildrops,
      maildropLocks: new MaildropLocks(),
      mailboxLogins: {
        noteLogin: (accountId) => {
          ledger.noteLogin(accountId);
        },
        lastLoginAt: (accountId) => this.#givenLoginAt(accountId) ?? ledger.lastLoginAt(accountId),
      },
      log: this.log,
      screen: this.screen,
      authFailures: new AuthFailureTracker({
        clock,
        limits: () => settings().dynamicScreen,
        keyedHash: (text) => text,
        findExemption,
        knownLogins: new Map(),
        onLogin: () => undefined,
      }),
      connectionLimits: new ConnectionLimits(() => settings().limits),
      intake: this.intake,
      findExemption,
      sending: new SendingLedger({
        clock,
        known: new Map(),
        knownRecipients: new Map(),
        hashRecipient,
        onSending: () => undefined,
        onRecipient: () => undefined,
      }),
      accountLimits: {
        freeze: ({ id }, reason) => {
          this.directory.freeze(id, { since: this.now, reason });
          return Promise.resolve();
        },
        tell: ({ address }, reason) => this.limitsTold.push(`${formatAddress(address)}: ${reason}`),
      },
      submissionPorts: () => this.submissionPorts,
      messageId: createMessageIds(clock),
      tellDelivered: (_message, recipients) => {
        this.toldDelivered.push(...recipients.map(({ recipient }) => formatAddress(recipient)));
      },
      reportError: (step, cause) => this.errors.push(`${step}: ${String(cause)}`),
    };
  }

  policy(): PolicySnapshot {
    return {
      revision: this.#revision,
      settings: wireSettings(this.#setup),
      directory: this.directory.view(),
    };
  }

  /** What an administrator changes while sessions run; what is absent goes back to the base case. */
  change(setup: WireSetup): void {
    this.#setup = setup;
    this.#revision++;
    this.#followDns();
    this.directory.change(wireLists(setup));
  }

  /** Every session so far, newest first, as the window shows it. */
  sessions(): readonly SessionDetail[] {
    return this.log
      .tail(1000)
      .sessions.map(({ id }) => this.log.session(id))
      .filter((session) => session !== null);
  }

  /** The newest session, once it has ended. */
  async sessionEnded(): Promise<SessionDetail> {
    const [newest] = this.sessions();
    if (newest === undefined) throw new Error('there has been no session');
    if (newest.endedAt === null) {
      await new Promise<void>((resolve) => {
        const stop = this.log.on(({ rows }) => {
          if (!rows.some(({ id, endedAt }) => id === newest.id && endedAt !== null)) return;
          stop();
          resolve();
        });
      });
    }
    return this.log.session(newest.id) ?? newest;
  }

  /** The real service. Where the setup has an answer, no host is asked for it. */
  #followDns(): void {
    this.dns.table = this.#setup.dns ?? {};
    this.dns.failing = this.#setup.dnsFails ?? [];
  }

  #sharing(): DomainSharingService {
    return new DomainSharingService({
      clock: () => this.now,
      settings: () => this.policy().settings.domainSharing,
      hostname: () => 'mail.local.test',
      resolve: (host) => Promise.resolve([host]),
      onChange: () => undefined,
      times: { ...LOOKUP_TIMES, wholeMs: this.#setup.sharingWaitMs ?? LOOKUP_TIMES.wholeMs },
      ask: (host, address, asking) => {
        this.sharingQueries.push(formatAddress(address));
        const answer = this.#setup.sharing;
        if (!answer) return askHost(host, address, asking);
        switch (answer.kind) {
          case 'found':
            return Promise.resolve({ kind: 'found', reply: '250 2.1.5 OK' });
          case 'not-found':
            return Promise.resolve({ kind: 'not-found', reply: '550 5.1.1 No such user' });
          case 'error':
            return Promise.resolve({ kind: 'error', reason: answer.reason });
          case 'not-asked':
          case 'not-set-up':
            throw new Error(`no host answers ${answer.kind}`);
        }
      },
    });
  }

  #givenLoginAt(accountId: number): number | null {
    const minutesAgo = this.#setup.mailboxLogins?.[`u${accountId}`];
    return minutesAgo === undefined ? null : this.now - minutesAgo * 60_000;
  }
}

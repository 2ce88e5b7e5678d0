import type { ChangedData, Events, Saved, ServerStatus, Subscribe, Warning } from '../contract/api.ts';
import type { Authenticity, Clock, Dns } from '../contract/services.ts';
import type { Settings } from '../contract/settings.ts';
import type { ConsolePorts, SetupLists } from '../console/console-ports.ts';
import { createDns } from '../dns/create-dns.ts';
import { MailboxLoginLedger } from '../guard/mailbox-login-ledger.ts';
import { ownAddresses } from '../directory/own-addresses.ts';
import { findSharingWarnings } from '../policy/sharing-warnings.ts';
import { findWarnings } from '../policy/warnings.ts';
import { MaildropLocks } from '../pop3/session/maildrop-locks.ts';
import type { Pop3Services } from '../pop3/session/session-services.ts';
import { createMessageIds } from '../smtp/session/message-id.ts';
import type { SessionServices } from '../smtp/session/session-services.ts';
import { createAccountSending, type AccountSending } from './account-sending.ts';
import { createCallouts, type Callouts } from './callouts.ts';
import { dkimPort, startAuthenticity } from './authenticity.ts';
import { CertificateHolder } from './certificate-holder.ts';
import { ChangeNotifier } from './change-notifier.ts';
import { diagnose } from './diagnose.ts';
import type { Disposal } from './disposal.ts';
import { createGuards, type Guards } from './guards.ts';
import { Listeners } from './listeners.ts';
import { directoryPort, mailPort } from './mail-port.ts';
import { LiveNoticeBoard } from './notice-board.ts';
import type { Parts } from './open-parts.ts';
import { createOutgoingMail, type OutgoingMail } from './outgoing-mail.ts';
import { PolicyInForce } from './policy-in-force.ts';
import { openSessionLog, type SessionLogs } from './session-log.ts';
import { schedule } from './schedule.ts';
import { startMailListener } from './start-mail-listener.ts';
import { TroubleLog } from './trouble-log.ts';

export interface ServerOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** The parts at work together: sessions on listeners, by the policy in force, seen by the console. */
export class RunningServer {
  readonly #options: ServerOptions;
  readonly #parts: Parts;
  readonly #certificate: CertificateHolder;
  readonly #policy: PolicyInForce;
  readonly #notifier: ChangeNotifier;
  readonly #notices: LiveNoticeBoard;
  readonly #guards: Guards;
  readonly #sending: AccountSending;
  readonly #dns: Dns;
  readonly #authenticity: Authenticity;
  readonly #callouts: Callouts;
  readonly #log: SessionLogs;
  readonly #outgoing: OutgoingMail;
  readonly #listeners: Listeners;
  readonly #troubles: TroubleLog;
  readonly #startedAt: number;
  readonly #messageId: () => string;
  /** Listeners are opened one change at a time, and not before the first `openListeners`. */
  #opening: Promise<void> | null = null;

  private constructor(options: ServerOptions, parts: Parts, certificate: CertificateHolder) {
    const { clock, reportError } = options;
    this.#options = options;
    this.#parts = parts;
    this.#certificate = certificate;
    this.#startedAt = clock();
    this.#messageId = createMessageIds(clock);
    this.#policy = new PolicyInForce(parts.settings, parts.directory);
    this.#notifier = new ChangeNotifier(() => this.#policy.current.revision, reportError);
    this.#notices = new LiveNoticeBoard({
      clock,
      schedule,
      onChange: () => {
        this.#notifier.soon('notices');
      },
      reportError,
    });
    this.#guards = createGuards(clock, this.#policy, parts, this.#notices, () => {
      this.#notifier.soon('screen');
    });
    this.#sending = createAccountSending({
      clock,
      table: parts.sendingTable,
      directory: parts.directory,
      policy: this.#policy,
      notices: this.#notices,
      onChange: () => {
        this.#notifier.soon('accounts');
      },
    });
    this.#dns = createDns({ settings: () => this.#policy.current.settings.dns, clock });
    this.#authenticity = startAuthenticity({ keys: parts.dkimKeys, dns: this.#dns, clock, reportError });
    this.#callouts = createCallouts(clock, this.#policy, this.#dns, () => {
      this.#notifier.soon('domainSharing');
    });
    this.#log = openSessionLog({
      ...options,
      settings: () => this.#policy.current.settings.log,
      onNotice: () => {
        this.#tellTroubles();
        this.#notifier.soon('status');
      },
    });
    this.#outgoing = createOutgoingMail({
      ...options,
      ...this.#callouts,
      queue: parts.store.queue,
      database: parts.store.database,
      dns: this.#dns,
      policy: () => this.#policy.current,
      authenticity: this.#authenticity,
      notices: this.#notices,
      log: this.#log.live,
      messageId: this.#messageId,
      onChange: () => {
        this.#notifier.soon('queue');
      },
    });
    this.#troubles = new TroubleLog(reportError);
    const services = this.#services();
    this.#listeners = new Listeners((listener) =>
      startMailListener(listener, this.#certificate.current, services),
    );
  }

  static async create(options: ServerOptions, parts: Parts, disposal: Disposal): Promise<RunningServer> {
    const { dataFolder, clock, reportError } = options;
    const { hostname } = parts.settings.current;
    const server = new RunningServer(
      options,
      parts,
      await CertificateHolder.open(dataFolder, clock, hostname),
    );
    const endWatch = server.#certificate.watch(
      () => {
        server.#listeners.updateTls(server.#certificate.current);
        server.#notifier.now(['status']);
      },
      (cause) => {
        reportError('renewing the certificate', cause);
      },
    );
    const endQueueNews = server.#tellOfQueue();
    disposal.add('the session log', async () => {
      endWatch();
      endQueueNews();
      await server.#log.close();
      server.#notices.dispose();
      server.#notifier.dispose();
    });
    disposal.add('the listeners', () => server.#listeners.close());
    disposal.add('outgoing mail', () => server.#outgoing.stop());
    return server;
  }

  readonly on: Subscribe = (event, listener) => {
    // Each branch passes a payload of the event that was asked for; TypeScript does not narrow by `event`.
    if (event === 'sessions') return this.#log.live.on(listener as (payload: Events['sessions']) => void);
    if (event === 'notice') return this.#notices.on(listener as (payload: Events['notice']) => void);
    return this.#notifier.on(listener as (payload: Events['changed']) => void);
  };

  status(): ServerStatus {
    const { version } = this.#options;
    const { settings, store, storageState, directory } = this.#parts;
    const { state, notice } = this.#certificate.current;
    return {
      version,
      hostname: settings.current.hostname,
      startedAt: this.#startedAt,
      policyRevision: this.#policy.current.revision,
      listeners: this.#listeners.states(),
      certificate: state,
      storage: storageState.now(store.stats()),
      counters: this.#log.live.counters(),
      features: {
        domainSharing: this.#callouts.domainSharing.isSetUp,
        popBeforeSmtp: this.#listeners.servesMailboxes(),
      },
      warnings: this.#warnings(settings.current, directory.lists.exportLists()),
      notices: [
        ...settings.notices,
        ...(notice === null ? [] : [notice]),
        ...storageState.notices,
        ...this.#log.notices(),
      ],
    };
  }

  consolePorts(): ConsolePorts {
    const { settings, store, directory } = this.#parts;
    const { screen } = this.#guards;
    return {
      settings,
      directory: directoryPort(store, directory),
      domainSharing: this.#callouts.domainSharing,
      sending: this.#sending.port,
      notices: this.#notices,
      queue: this.#outgoing.desk,
      mail: mailPort(store, directory),
      log: this.#log.whole,
      dkim: dkimPort(this.#parts.dkimKeys, this.#dns),
      screen: {
        list: () => screen.list(),
        unblock: (network) => screen.unblock(network),
        block: (network, until, reason) => {
          const outcome = screen.blockNetwork(network, until, reason);
          return outcome.kind === 'refused' ? outcome.because : null;
        },
      },
      status: () => this.status(),
      diagnostics: () => Promise.resolve(this.#diagnose()),
      warnings: (ofSettings, ofLists) => this.#warnings(ofSettings, ofLists),
      putInForce: (what) => this.#putInForce(what),
    };
  }

  /** Opens the listeners of the settings; from now on they follow the settings. */
  openListeners(): Promise<void> {
    const opened = (this.#opening ?? Promise.resolve()).then(async () => {
      const { hostname, listeners } = this.#parts.settings.current;
      if (await this.#certificate.follow(hostname)) this.#listeners.updateTls(this.#certificate.current);
      await this.#listeners.follow(listeners);
      this.#outgoing.follow();
      this.#tellTroubles();
    });
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async #putInForce(what: readonly ChangedData[]): Promise<Saved> {
    const { settings, directory } = this.#parts;
    this.#policy.refresh();
    if (what.includes('settings')) this.#log.settingsChanged();
    if (what.includes('settings') && this.#opening !== null) await this.openListeners();
    if (what.includes('gateways') && this.#opening !== null) this.#outgoing.follow();
    this.#tellTroubles();
    this.#notifier.now(what.includes('status') ? what : [...what, 'status']);
    const warnings = this.#warnings(settings.current, directory.lists.exportLists());
    return { revision: this.#policy.current.revision, warnings };
  }

  #warnings(settings: Settings, lists: SetupLists): readonly Warning[] {
    const localDomains = lists.domains.map(({ name }) => name);
    return [
      ...findWarnings(settings, { ...lists, localDomains }, this.#options.clock()),
      ...findSharingWarnings(settings, ownAddresses()),
    ];
  }

  #diagnose(): ReturnType<typeof diagnose> {
    const { version, dataFolder, clock } = this.#options;
    const { store, settings, hasArgon2 } = this.#parts;
    return diagnose(
      {
        version,
        dataFolder,
        hasArgon2,
        sqliteVersion: store.stats().sqliteVersion,
        settingsReadOnlyBecause: settings.readOnlyBecause,
        now: clock(),
      },
      this.status(),
    );
  }

  #services(): SessionServices & Pop3Services {
    const { clock, reportError } = this.#options;
    const { store, mailboxLoginTable } = this.#parts;
    return {
      ...this.#guards,
      ...this.#callouts,
      sending: this.#sending.sending,
      accountLimits: this.#sending.accountLimits,
      authenticity: this.#authenticity,
      clock,
      policy: () => this.#policy.current,
      directory: this.#parts.directory,
      store: store.messages,
      queue: store.queue,
      maildrops: store.mailboxes,
      maildropLocks: new MaildropLocks(),
      mailboxLogins: new MailboxLoginLedger({
        clock,
        known: mailboxLoginTable.logins,
        onLogin: (accountId, at) => {
          mailboxLoginTable.noteLogin(accountId, at);
        },
      }),
      log: this.#log.live,
      submissionPorts: () => this.#listeners.submissionPorts(),
      messageId: this.#messageId,
      tellDelivered: this.#outgoing.tellDelivered,
      reportError,
    };
  }

  #tellTroubles(): void {
    const { notice } = this.#certificate.current;
    // What happens to the storage is told when it happens; see open-parts.ts.
    const notices = [
      ...this.#parts.settings.notices,
      ...(notice === null ? [] : [notice]),
      ...this.#log.notices(),
    ];
    this.#troubles.update(notices, this.#listeners.states());
  }

  /** Accepted mail fills mailboxes and queue. */
  #tellOfQueue(): () => void {
    let accepted = 0;
    return this.#log.live.on(({ counters }) => {
      if (counters.accepted === accepted) return;
      accepted = counters.accepted;
      this.#notifier.soon('queue');
    });
  }
}

import type { Clock } from '../contract/clock.ts';
import type { ChangedData, Events, Subscribe } from '../contract/events.ts';
import type { Saved, ServerStatus } from '../contract/status.ts';
import type { ConsolePorts } from '../console/console-ports.ts';
import { createChangeHistory } from '../audit/change-history.ts';
import { auditPort } from './audit-port.ts';
import { dkimPort } from './authenticity.ts';
import { CertificateHolder } from './certificate-holder.ts';
import { FirstRunDesk } from './first-run-desk.ts';
import { HealthDesk } from './health-desk.ts';
import type { Disposal } from './disposal.ts';
import { Listeners } from './listeners.ts';
import { directoryPort, mailPort } from './mail-port.ts';
import type { Parts } from './open-parts.ts';
import { noticePort } from './notices/notice-port.ts';
import { NoticeWatch } from './notices/notice-watch.ts';
import type { AlertListener } from './notices/loud-notices.ts';
import { PolicyReview } from './policy-review.ts';
import { RunningStatus } from './running-status.ts';
import { SelfTestClients } from './self-test-clients.ts';
import { schedule } from './schedule.ts';
import { sessionServices } from './session-services.ts';
import { startMailListener } from './start-mail-listener.ts';
import { TroubleLog } from './trouble-log.ts';
import { createWhatIfDesk, type WhatIfDesk } from './what-if-desk.ts';
import { createWorkings, type Workings } from './workings.ts';

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
  readonly #workings: Workings;
  readonly #listeners: Listeners;
  readonly #troubles: TroubleLog;
  readonly #noticeWatch: NoticeWatch;
  readonly #status: RunningStatus;
  readonly #health: HealthDesk;
  readonly #firstRun: FirstRunDesk;
  readonly #whatIf: WhatIfDesk;
  /** Listeners are opened one change at a time, and not before the first `openListeners`. */
  #opening: Promise<void> | null = null;

  private constructor(options: ServerOptions, parts: Parts, certificate: CertificateHolder) {
    const { clock, reportError } = options;
    this.#options = options;
    this.#parts = parts;
    this.#certificate = certificate;
    this.#troubles = new TroubleLog(reportError);
    const clients = new SelfTestClients();
    this.#workings = createWorkings(options, parts, () => {
      this.#tellTroubles();
    });
    const services = sessionServices(options, parts, this.#workings, () => this.#listeners.submissionPorts());
    this.#listeners = new Listeners((listener) =>
      startMailListener(listener, this.#certificate.current, services, (port) => clients.take(port)),
    );
    const review = new PolicyReview({ ...parts, clock });
    this.#status = new RunningStatus({
      ...options,
      parts,
      workings: this.#workings,
      certificate,
      listeners: this.#listeners,
      review,
    });
    this.#whatIf = createWhatIfDesk(clock, this.#workings, services);
    this.#firstRun = new FirstRunDesk({
      clock,
      parts,
      workings: this.#workings,
      clients,
      status: () => this.#status.now(),
      certificate: () => this.#certificate.current.cert,
    });
    this.#health = new HealthDesk({
      ...options,
      parts,
      workings: this.#workings,
      review,
      clients,
      status: () => this.#status.now(),
    });
    this.#noticeWatch = new NoticeWatch({
      clock,
      schedule,
      notices: this.#workings.notices,
      status: () => this.#status.now(),
      health: () => this.#health.get(),
      openListeners: async () => {
        await this.openListeners();
        this.#workings.notifier.now(['status']);
      },
      reportError,
    });
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
        server.#workings.notifier.now(['status']);
      },
      (cause) => {
        reportError('renewing the certificate', cause);
      },
    );
    const endQueueNews = server.#tellOfQueue();
    const endHealthWatch = server.#health.watch();
    const endNoticeWatch = server.#noticeWatch.start();
    disposal.add('the session log', async () => {
      endWatch();
      endQueueNews();
      endHealthWatch();
      await server.#whatIf.close();
      await server.#workings.log.close();
      endNoticeWatch();
      server.#workings.attacks.dispose();
      server.#workings.loudNotices.dispose();
      server.#workings.notices.dispose();
      server.#workings.intake.dispose();
      server.#workings.notifier.dispose();
    });
    disposal.add('the listeners', () => server.#listeners.close());
    disposal.add('outgoing mail', () => server.#workings.outgoing.stop());
    return server;
  }

  readonly on: Subscribe = (event, listener) => {
    // Each branch passes a payload of the event that was asked for; TypeScript does not narrow by `event`.
    if (event === 'sessions')
      return this.#workings.log.live.on(listener as (payload: Events['sessions']) => void);
    if (event === 'counters')
      return this.#workings.log.live.onCounters(listener as (payload: Events['counters']) => void);
    if (event === 'notice') return this.#workings.notices.on(listener as (payload: Events['notice']) => void);
    return this.#workings.notifier.on(listener as (payload: Events['changed']) => void);
  };

  onAlert(listener: AlertListener): () => void {
    return this.#workings.loudNotices.onAlert(listener);
  }

  status(): ServerStatus {
    return this.#status.now();
  }

  consolePorts(): ConsolePorts {
    const { settings, store, directory } = this.#parts;
    const { screen } = this.#workings.guards;
    return {
      health: this.#health,
      firstRun: this.#firstRun,
      whatIf: this.#whatIf,
      settings,
      directory: directoryPort(store, directory),
      domainSharing: this.#workings.callouts.domainSharing,
      sending: this.#workings.sending.port,
      audit: auditPort({
        ...this.#options,
        history: createChangeHistory(store.database, this.#options.clock),
        notices: this.#workings.notices,
        onChange: () => {
          this.#workings.notifier.now(['audit']);
        },
      }),
      notices: noticePort(this.#workings),
      intake: this.#workings.intake,
      clock: this.#options.clock,
      queue: this.#workings.outgoing.desk,
      mail: mailPort(store, directory),
      log: this.#workings.log.whole,
      sessions: this.#listeners,
      dkim: dkimPort(this.#parts.dkimKeys, this.#workings.dns),
      screen: {
        list: () => screen.list(),
        unblock: (network) => screen.unblock(network),
        putBack: (entry) => screen.putBack(entry),
        block: (network, until, reason) => {
          const outcome = screen.blockNetwork(network, until, reason);
          return outcome.kind === 'refused' ? outcome.because : null;
        },
      },
      status: () => this.#status.now(),
      diagnostics: () => Promise.resolve(this.#status.diagnose()),
      warnings: (ofSettings, ofLists) => this.#status.warningsOf(ofSettings, ofLists),
      putInForce: (what) => this.#putInForce(what),
    };
  }

  /** Opens the listeners of the settings; from now on they follow the settings. */
  openListeners(): Promise<void> {
    const opened = (this.#opening ?? Promise.resolve()).then(async () => {
      const { hostname, listeners } = this.#parts.settings.current;
      if (await this.#certificate.follow(hostname)) this.#listeners.updateTls(this.#certificate.current);
      await this.#listeners.follow(listeners);
      this.#workings.outgoing.follow();
      this.#tellTroubles();
    });
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async #putInForce(what: readonly ChangedData[]): Promise<Saved> {
    this.#workings.policy.refresh();
    if (what.includes('settings')) this.#workings.log.settingsChanged();
    if (what.includes('settings') && this.#opening !== null) await this.openListeners();
    if (what.includes('gateways') && this.#opening !== null) this.#workings.outgoing.follow();
    this.#tellTroubles();
    this.#workings.notifier.now(what.includes('status') ? what : [...what, 'status']);
    return {
      revision: this.#workings.policy.current.revision,
      warnings: this.#status.warnings(),
      change: null,
    };
  }

  #tellTroubles(): void {
    this.#troubles.update(this.#status.troubles(), this.#listeners.states());
    this.#noticeWatch.follow();
  }

  /** Accepted mail fills mailboxes and queue. */
  #tellOfQueue(): () => void {
    let accepted = 0;
    return this.#workings.log.live.on(({ counters }) => {
      if (counters.accepted === accepted) return;
      accepted = counters.accepted;
      this.#workings.notifier.soon('queue');
    });
  }
}

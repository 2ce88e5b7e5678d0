import type { Authenticity } from '../contract/authenticity.ts';
import type { Dns } from '../contract/dns.ts';
import { createDns } from '../dns/create-dns.ts';
import { createMessageIds } from '../smtp/session/message-id.ts';
import { createAccountSending, type AccountSending } from './account-sending.ts';
import { startAuthenticity } from './authenticity.ts';
import { createCallouts, type Callouts } from './callouts.ts';
import { ChangeNotifier } from './change-notifier.ts';
import { createGuards, type Guards } from './guards.ts';
import { IntakeGate } from '../guard/intake-gate.ts';
import { LiveNoticeBoard } from './notice-board.ts';
import { AttackNotices } from './notices/attack-notices.ts';
import { LoudNotices } from './notices/loud-notices.ts';
import { NoticeMail } from './notices/notice-mail.ts';
import type { Parts } from './open-parts.ts';
import { createOutgoingMail, type OutgoingMail } from './outgoing-mail.ts';
import { PolicyInForce } from './policy-in-force.ts';
import type { ServerOptions } from './running-server.ts';
import { schedule } from './schedule.ts';
import { openSessionLog, type SessionLogs } from './session-log.ts';

/** What works behind the listeners, brought together. */
export interface Workings {
  readonly policy: PolicyInForce;
  readonly notifier: ChangeNotifier;
  readonly notices: LiveNoticeBoard;
  readonly loudNotices: LoudNotices;
  readonly attacks: AttackNotices;
  readonly guards: Guards;
  readonly intake: IntakeGate;
  readonly sending: AccountSending;
  readonly dns: Dns;
  readonly authenticity: Authenticity;
  readonly callouts: Callouts;
  readonly log: SessionLogs;
  readonly outgoing: OutgoingMail;
  readonly messageId: () => string;
}

/** `onLogNotice`: the stored log has something to say to the administrator, or no longer. */
export function createWorkings(options: ServerOptions, parts: Parts, onLogNotice: () => void): Workings {
  const { clock, reportError } = options;
  const policy = new PolicyInForce(parts.settings, parts.directory);
  const notifier = new ChangeNotifier(() => policy.current.revision, reportError);
  const soon = (what: Parameters<ChangeNotifier['soon']>[0]) => () => {
    notifier.soon(what);
  };
  const notices = new LiveNoticeBoard({ clock, schedule, onChange: soon('notices'), reportError });
  const messageId = createMessageIds(clock);
  const dns = createDns({ settings: () => policy.current.settings.dns, clock });
  const authenticity = startAuthenticity({ keys: parts.dkimKeys, dns, clock, reportError });
  const callouts = createCallouts(clock, policy, dns, soon('domainSharing'));
  const guards = createGuards(clock, policy, parts, notices, soon('screen'));
  const attacks = new AttackNotices({
    clock,
    schedule,
    notices,
    isOurs: (ip) => guards.findExemption(ip) !== null || policy.current.directory.localRange(ip) !== null,
  });
  const log = openSessionLog({
    ...options,
    onEnded: (session) => {
      attacks.ended(session);
    },
    settings: () => policy.current.settings.log,
    onNotice: () => {
      onLogNotice();
      notifier.soon('status');
    },
  });
  return {
    policy,
    notifier,
    notices,
    intake: new IntakeGate({
      clock,
      schedule,
      onChange: () => {
        notifier.now(['status']);
      },
    }),
    guards,
    attacks,
    loudNotices: new LoudNotices({
      clock,
      schedule,
      board: notices,
      settings: () => policy.current.settings.notices,
      mail: new NoticeMail({
        queue: parts.store.queue,
        clock,
        policy: () => policy.current,
        sharesDomains: () => callouts.domainSharing.isSetUp,
        authenticity,
        messageId,
        notices,
        reportError,
      }),
      reportError,
    }),
    sending: createAccountSending({
      clock,
      table: parts.sendingTable,
      directory: parts.directory,
      policy,
      notices,
      onChange: soon('accounts'),
    }),
    dns,
    authenticity,
    callouts,
    log,
    outgoing: createOutgoingMail({
      ...options,
      ...callouts,
      queue: parts.store.queue,
      database: parts.store.database,
      dns,
      policy: () => policy.current,
      authenticity,
      notices,
      log: log.live,
      messageId,
      onChange: soon('queue'),
    }),
    messageId,
  };
}

import type { AccountFact } from './facts.ts';
import type { Mode, OptionPath } from './options.ts';
import type { Reply } from './reply.ts';

/** Every rule that can refuse, in no order; an option of the page, or one that always holds. */
export type RuleId =
  | 'dynamicScreen'
  | 'noAuthOnSmtpPort'
  | 'msaGate'
  | 'localIpMustAuth'
  | 'roleAddressMustAuth'
  | 'gatewaySenderMustAuth'
  | 'localSenderMustAuth'
  | 'popBeforeSmtp'
  | 'returnPathMustMatch'
  | 'relayControl'
  | 'recipientExists'
  | 'fromHeaderMustMatch'
  | 'displayNameMayNotShowAnotherAddress'
  | 'dmarcMustPass'
  | 'accountLimits';

export type Stage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';

/**
 * What one rule says of one step.
 * - `off`: switched off; `not-applicable`: it has nothing to say of this session; `satisfied`: its demand is met;
 * - `deferred`: it waits for the recipients; `exempt`: an exception let it pass;
 * - `violated`: it refuses (mode `enforce`) or would refuse (mode `report`) with `reply`.
 */
export type Finding = QuietFinding | ViolatedFinding;

interface FindingBase {
  readonly rule: RuleId;
  readonly mode: Mode;
  /** The option or exception that decided, for the link in the window; null for rules that always hold. */
  readonly option: OptionPath | null;
  /** One sentence for the administrator, with the facts filled in. Never sent to the client. */
  readonly because: string;
}

export interface QuietFinding extends FindingBase {
  readonly result: 'off' | 'not-applicable' | 'satisfied' | 'deferred' | 'exempt';
}

export interface ViolatedFinding extends FindingBase {
  readonly result: 'violated';
  /** What the client hears if the rule is enforced. */
  readonly reply: Reply;
}

/** What the session has to do besides replying. Data, carried out by the session. */
export type Effect =
  | { readonly kind: 'screen-network'; readonly reason: string }
  | { readonly kind: 'disconnect' }
  /** The account can no longer send, until the administrator lets it. */
  | { readonly kind: 'freeze-account'; readonly account: AccountFact; readonly reason: string }
  /** The account has exceeded a limit that is only reported: the administrator is told. */
  | { readonly kind: 'tell-of-limit'; readonly account: AccountFact; readonly reason: string }
  /** The white list entry with this pattern decided: its hit count and its last use are kept. */
  | { readonly kind: 'note-white-list-use'; readonly pattern: string };

export interface Verdict {
  readonly stage: Stage;
  /** Every rule of the stage, in the order in which they are judged. */
  readonly findings: readonly Finding[];
  /** The first enforced violation, or null: the step passes. */
  readonly refusal: ViolatedFinding | null;
  readonly effects: readonly Effect[];
  /** Things the administrator should see although they decide nothing. */
  readonly notes: readonly string[];
}

import type { OptionPath } from '../../../server/contract/options.ts';
import { describeRule } from '../../../server/contract/rules.ts';
import type {
  RefusalSummary,
  SessionDetail,
  TranscriptLine,
  VerdictRow,
} from '../../../server/contract/session-log.ts';
import type { Finding, RuleId } from '../../../server/contract/verdict.ts';

/** A session as a test tells it; what is not told is an accepted delivery from outside. */
export interface FakeSession {
  readonly kind: keyof typeof STORIES;
  readonly ip?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly account?: string;
  /** Rules in report mode that would have refused it. */
  readonly wouldHaveBlocked?: readonly RuleId[];
}

interface Story {
  readonly result: SessionDetail['result'];
  readonly rule: RuleId | null;
  readonly option: OptionPath | null;
  readonly because: string;
  readonly reply: readonly [code: number, enhanced: string, text: string];
  readonly signsIn: boolean;
  readonly isOutbound: boolean;
}

/** What can happen to a session here; the words are those of the rules. */
const STORIES = {
  delivered: story('accepted', null, null, '', [250, '2.0.0', 'Message accepted'], false),
  submitted: story('accepted', null, null, '', [250, '2.0.0', 'Message accepted'], true),
  forged: story(
    'blocked',
    'localSenderMustAuth',
    'localSenderMustAuth',
    'anna@office.example is in your domain office.example, and the client did not sign in.',
    [530, '5.7.0', 'Authentication required [4fk2]'],
    false,
  ),
  fromHeader: story(
    'blocked',
    'fromHeaderMustMatch',
    'fromHeaderMustMatch',
    'The From: header shows ceo@office.example, which tom@office.example does not own.',
    [550, '5.7.1', 'You are signed in as tom@office.example, which may not write From: ceo@office.example'],
    true,
  ),
  returnPath: story(
    'blocked',
    'returnPathMustMatch',
    'returnPathMustMatch',
    'The return-path sales@office.example is not owned by tom@office.example.',
    [550, '5.7.1', 'You are signed in as tom@office.example, which may not send from sales@office.example'],
    true,
  ),
  relay: story(
    'blocked',
    'relayControl',
    null,
    'The recipient lives neither here nor on a gateway, and the client did not sign in.',
    [550, '5.7.1', 'Relaying denied [4fk2]'],
    false,
  ),
  screened: story(
    'blocked',
    'dynamicScreen',
    null,
    'The network is on the Dynamic Screen.',
    [421, '4.7.0', 'Try again later [4fk2]'],
    false,
  ),
  deferred: story(
    'deferred',
    null,
    null,
    'Domain Sharing could not be asked: the other server did not answer in time.',
    [451, '4.4.3', 'Try again later [4fk2]'],
    false,
  ),
  dmarc: story(
    'blocked',
    'dmarcMustPass',
    'dmarcMustPass',
    'DMARC fails for bank.example, which asks to refuse such mail. SPF pass (mailer.example), DKIM none, DMARC fail (bank.example, p=reject).',
    [550, '5.7.1', 'The DMARC policy of bank.example refuses this message [4fk2]'],
    false,
  ),
  limit: story(
    'blocked',
    'accountLimits',
    'accountLimits',
    'tom@office.example is frozen: 201 messages in one hour; the limit is 200.',
    [550, '5.7.1', 'This account cannot send now; ask your administrator [4fk2]'],
    true,
  ),
  sent: outbound('accepted', '', [250, '2.0.0', 'OK queued as 8F21C']),
  bounced: outbound('blocked', 'mx.partner.example refuses joe@partner.example: 550 5.1.1 no such user', [
    550,
    '5.1.1',
    'no such user',
  ]),
  closed: story('closed', null, null, '', [221, '2.0.0', 'Bye'], false),
  running: story('running', null, null, '', [250, '2.1.0', 'Sender accepted'], false),
} as const;

function story(
  ...[result, rule, option, because, reply, signsIn]: [
    Story['result'],
    Story['rule'],
    Story['option'],
    Story['because'],
    Story['reply'],
    Story['signsIn'],
  ]
): Story {
  return { result, rule, option, because, reply, signsIn, isOutbound: false };
}

/** A delivery to another server. */
function outbound(result: Story['result'], because: string, reply: Story['reply']): Story {
  return { ...story(result, null, null, because, reply, false), isOutbound: true };
}

/** The whole of one session, `revision` counted on by the caller. */
export function tellSession(
  told: FakeSession,
  id: string,
  revision: number,
  startedAt: number,
): SessionDetail {
  const what: Story = STORIES[told.kind];
  const account = told.account ?? (what.signsIn ? 'tom@office.example' : null);
  const [outside, inside] = ['joe@partner.example', 'anna@office.example'] as const;
  const sender = told.sender ?? (what.isOutbound ? inside : outside);
  const recipient = told.recipient ?? (what.isOutbound ? outside : inside);
  const isOver = what.result !== 'running';
  return {
    id,
    revision,
    startedAt,
    endedAt: isOver ? startedAt + 840 : null,
    listener: what.isOutbound ? 'outbound' : what.signsIn ? 'submission' : 'smtp',
    listenerKind: what.isOutbound ? 'outbound' : what.signsIn ? 'msa' : 'smtp',
    port: what.signsIn ? 587 : 25,
    ip: told.ip ?? '198.51.100.12',
    tls: what.signsIn ? 'TLSv1.3' : null,
    helo: 'mail.partner.example',
    account,
    sender: what.result === 'closed' ? null : sender,
    recipients: what.result === 'accepted' || what.isOutbound ? [recipient] : [],
    recipientCount: what.result === 'accepted' || what.isOutbound ? 1 : 0,
    messagesAccepted: what.result === 'accepted' ? 1 : 0,
    bytes: what.result === 'accepted' ? 4180 : 0,
    result: what.result,
    refusal: refusalOf(what),
    wouldHaveBlocked: told.wouldHaveBlocked ?? [],
    repeats: 1,
    transcript: transcriptOf(what, sender, startedAt),
    transcriptOmitted: 0,
    verdicts: what.rule === null ? [] : [verdictOf(what, what.rule, sender, startedAt)],
  };
}

/** Reasons of refusals that no rule of the policy made. */
const WITHOUT_RULE = { blocked: 'The server refused it', deferred: 'Domain Sharing did not answer' } as const;

function refusalOf({ result, rule, option, because, reply: [code, enhanced] }: Story): RefusalSummary | null {
  if (result !== 'blocked' && result !== 'deferred') return null;
  const reason = rule === null ? WITHOUT_RULE[result] : describeRule(rule).reason;
  return { rule, option, reason, because, code, enhanced };
}

function transcriptOf(what: Story, sender: string, at: number): readonly TranscriptLine[] {
  const [code, enhanced, text] = what.reply;
  const answer = `${String(code)} ${enhanced} ${text}`;
  const lines: readonly (readonly [TranscriptLine['from'], string])[] = [
    ...(what.isOutbound ? ([['note', 'to mx.partner.example']] as const) : []),
    ['server', what.isOutbound ? '220 mx.partner.example ESMTP' : '220 mail.office.example ESMTP Gatepost'],
    ['client', `EHLO ${what.isOutbound ? 'mail.office.example' : 'mail.partner.example'}`],
    ['server', '250-mail.office.example'],
    ['server', '250-STARTTLS'],
    ['server', '250 SIZE 36700160'],
    ...(what.signsIn
      ? ([
          ['note', 'TLS 1.3 negotiated'],
          ['client', 'AUTH PLAIN ***'],
          ['server', '235 2.7.0 Signed in'],
        ] as const)
      : []),
    ...(what.result === 'closed' ? [] : ([['client', `MAIL FROM:<${sender}>`]] as const)),
    ['server', answer],
  ];
  return lines.map(([from, words], index) => ({ at: at + index * 40, from, text: words }));
}

function verdictOf(what: Story, rule: RuleId, sender: string, at: number): VerdictRow {
  const [code, enhanced, text] = what.reply;
  const violated: Finding & { readonly result: 'violated' } = {
    rule,
    mode: 'enforce',
    option: what.option,
    because: what.because,
    result: 'violated',
    reply: { code, enhanced, text },
  };
  const findings: readonly Finding[] = [
    {
      rule: 'localIpMustAuth',
      mode: 'enforce',
      option: 'localIpMustAuth',
      because: 'The client is not on the Local IPs list.',
      result: 'not-applicable',
    },
    {
      rule: 'roleAddressMustAuth',
      mode: 'enforce',
      option: 'roleAddressMustAuth',
      because: 'The sender is none of postmaster, abuse and webmaster.',
      result: 'not-applicable',
    },
    {
      rule: 'popBeforeSmtp',
      mode: 'off',
      option: 'popBeforeSmtp',
      because: 'POP Before SMTP is off.',
      result: 'off',
    },
    violated,
  ];
  return {
    at: at + 200,
    policyRevision: 12,
    subject: `MAIL FROM:<${sender}>`,
    stage: 'mail',
    findings,
    refusal: violated,
    effects: [],
    notes: [],
  };
}

import { ApiError } from '../../../server/contract/problem.ts';
import type { Handlers } from '../../../server/contract/api.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import type { ViolatedFinding } from '../../../server/contract/verdict.ts';
import type { PolicyDraft, ProbeStep, WhatIfGroup } from '../../../server/contract/what-if.ts';
import type { FakeWorld } from './fake-world.ts';

type WhatIfHandlers = Pick<Handlers, Extract<keyof Handlers, `whatIf.${string}`>>;

/** Sessions judged again, as far as a world without a policy can: an option that is turned off lets in what it refused. */
export function whatIfHandlers(world: FakeWorld): WhatIfHandlers {
  return {
    'whatIf.judge': (draft, from, to) => {
      const inRange = world.sessions.filter(({ startedAt }) => startedAt >= from && startedAt < to);
      const letIn = groupsOf(inRange.filter((session) => isSwitchedOff(session, draft)));
      return {
        judgedBackTo: from,
        sessions: inRange.length,
        steps: inRange.length * 3,
        newlyBlocked: [],
        newlyLetIn: letIn.slice(0, 200),
        otherwiseBlocked: 0,
        newlyBlockedSessions: 0,
        newlyLetInSessions: sum(letIn),
        notKnown: inRange.filter(({ result }) => result === 'deferred').length,
        changedSince: 0,
        notFollowed: [],
      };
    },
    'whatIf.session': ({ id }, draft) => {
      const session = world.sessions.find((one) => one.id === id);
      if (!session) throw new ApiError('not-found', 'The log no longer holds this session.');
      const isLetIn = isSwitchedOff(session, draft);
      const { refusal } = session;
      return {
        steps: session.verdicts.map(({ stage, subject, refusal: refused }) => ({
          stage,
          subject,
          recorded: refused && refusal,
          before: refused && refusal,
          after: isLetIn ? null : refused && refusal,
          isKnown: true,
        })),
        summary: isLetIn
          ? 'It would have come further: nothing else refuses what was seen of it.'
          : 'It would have ended as it did.',
        result: isLetIn ? 'let-in' : 'same',
        furtherUnknown: isLetIn,
      };
    },
    'whatIf.probe': ({ ip, account, returnPath, recipient, fromField, draft }) => {
      const claimsOurs =
        returnPath !== null && world.domains.some(({ name }) => returnPath.endsWith(`@${name}`));
      const mode =
        draft?.options?.localSenderMustAuth?.mode ?? world.settings.options.localSenderMustAuth.mode;
      const isRefused = claimsOurs && account === null && mode === 'enforce';
      const sender = returnPath ?? '';
      const mail = step('mail', `MAIL FROM:<${sender}>`, isRefused ? refusalOf(sender) : null);
      const rest = [
        step('rcpt', `RCPT TO:<${recipient}>`, null),
        ...(fromField === null ? [] : [step('data', 'From: header', null)]),
      ];
      return {
        steps: [step('connect', ip, null), mail, ...(isRefused ? [] : rest)],
        accepted: !isRefused,
        summary: isRefused ? 'The message is refused at MAIL.' : 'The message is accepted.',
        notAsked: account === null && fromField !== null ? ['SPF, DKIM and DMARC: DNS was not asked.'] : [],
      };
    },
  };
}

function isSwitchedOff({ refusal }: SessionDetail, { options = {} }: PolicyDraft): boolean {
  if (!refusal?.rule) return false;
  const change: unknown = Object.hasOwn(options, refusal.rule)
    ? options[refusal.rule as keyof typeof options]
    : undefined; // hasOwn has just found it
  return typeof change === 'object' && change !== null && 'mode' in change && change.mode !== 'enforce';
}

function groupsOf(sessions: readonly SessionDetail[]): readonly WhatIfGroup[] {
  const bySender = Map.groupBy(
    sessions,
    ({ sender, refusal }) => `${String(sender)} ${String(refusal?.rule)}`,
  );
  return [...bySender.values()]
    .flatMap((group): readonly WhatIfGroup[] => {
      const newest = group.at(-1);
      if (!newest?.refusal) return [];
      return [
        {
          sender: newest.sender,
          account: newest.account,
          ips: [...new Set(group.map(({ ip }) => ip))].slice(0, 3),
          sessions: group.length,
          steps: group.length,
          refusal: newest.refusal,
          furtherUnknown: newest.refusal.rule !== 'fromHeaderMustMatch',
          newest: { id: newest.id, startedAt: newest.startedAt },
        },
      ];
    })
    .sort((one, other) => other.sessions - one.sessions);
}

function sum(groups: readonly WhatIfGroup[]): number {
  return groups.reduce((total, { sessions }) => total + sessions, 0);
}

const REPLIES = {
  connect: '220 mail.office.example ESMTP',
  auth: '235 2.7.0 Authentication successful',
} as const;
const PASSED = {
  ...REPLIES,
  mail: '250 2.1.0 Sender OK',
  rcpt: '250 2.1.5 Recipient OK',
  data: '250 2.0.0 Ok: queued as ....',
} as const;

function step(stage: keyof typeof PASSED, subject: string, refusal: ViolatedFinding | null): ProbeStep {
  const quiet = {
    rule: stage === 'connect' ? 'dynamicScreen' : 'localIpMustAuth',
    mode: 'enforce',
    option: stage === 'connect' ? null : 'localIpMustAuth',
    because:
      stage === 'connect'
        ? 'The client is not on the Dynamic Screen.'
        : 'The client is in no Local IPs range.',
    result: 'not-applicable',
  } as const;
  const { code, enhanced, text } = refusal?.reply ?? { code: 0, enhanced: '', text: '' };
  return {
    subject,
    verdict: {
      stage,
      findings: refusal ? [quiet, refusal] : [quiet],
      refusal,
      effects: [],
      notes: [],
    },
    reply: refusal ? `${String(code)} ${enhanced} ${text} [....]` : PASSED[stage],
  };
}

function refusalOf(sender: string): ViolatedFinding {
  return {
    rule: 'localSenderMustAuth',
    mode: 'enforce',
    option: 'localSenderMustAuth',
    because: `The sender claims to be ${sender}, an address of your domain, but did not sign in.`,
    result: 'violated',
    reply: { code: 530, enhanced: '5.7.0', text: 'Authentication required, sign in with your account first' },
  };
}

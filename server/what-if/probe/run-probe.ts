import { formatAddress, formatReturnPath, parseAddress, type Address } from '../../contract/address.ts';
import { ApiError } from '../../contract/problem.ts';
import { reply, UNKNOWN_COMMAND_500, type Reply } from '../../contract/reply.ts';
import type { PolicySnapshot } from '../../contract/directory-view.ts';
import type { Stage, Verdict } from '../../contract/verdict.ts';
import type { JudgedPolicy, Probe, ProbeResult, ProbeStep } from '../../contract/what-if.ts';
import { formatReply } from '../../smtp/engine/format-reply.ts';
import { RECIPIENT_250, SENDER_250 } from '../../smtp/engine/replies.ts';
import { GateSession } from '../../smtp/session/gate-session.ts';
import type { SessionListener } from '../../smtp/session/session-context.ts';
import { listsInQuestion } from '../policy-in-question.ts';
import { ProbeRecorder } from './probe-recorder.ts';
import { sayOutcome } from './say-outcome.ts';
import { ID_PLACEHOLDER, silentServices, type ProbePorts } from './silent-services.ts';

export type ProbedSession = Omit<Probe, 'draft'>;

/** How the client would call itself, and how it would be secured. Neither decides anything. */
const CLIENT = 'client.example';
const TLS = { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' };
const NO_DSN = { notify: [], originalRecipient: null } as const;
const NO_DEFECTS = new Set<never>();

/**
 * A session that has not happened, step by step until something refuses: a real session (`GateSession`) with services
 * that change nothing, so that its verdicts and its replies are those of a real one. Throws ApiError where the listener
 * is none of SMTP.
 */
export async function runProbe(
  probe: Omit<Probe, 'draft'>,
  policy: JudgedPolicy,
  ports: ProbePorts,
): Promise<ProbeResult> {
  const snapshot = snapshotUnder(policy, ports.policy());
  const notAsked = new Set<string>();
  const recorder = new ProbeRecorder();
  const address = probe.account === null ? null : addressOf(probe.account);
  const account = address && snapshot.directory.findAccount(address);
  const services = silentServices(
    ports,
    snapshot,
    account?.enabled === true ? account : null,
    recorder,
    (what) => notAsked.add(what),
  );
  const session = new GateSession(listenerOf(probe, snapshot), probe.ip, services);
  const steps: ProbeStep[] = [];
  for (const [stage, subject, ask] of stagesOf(probe, session, snapshot)) {
    const said = await ask();
    const {
      findings = [],
      refusal = null,
      effects = [],
      notes = [],
    }: Partial<Verdict> = recorder.takeVerdict() ?? {};
    const verdict = { stage, findings, refusal, effects, notes };
    const line = formatReply(said, ID_PLACEHOLDER, false);
    steps.push({ subject, verdict, reply: line });
    if (said.code >= 400) return resultOf(steps, false, probe, notAsked);
  }
  return resultOf(steps, true, probe, notAsked);
}

type ProbeStage = readonly [stage: Stage, subject: string, ask: () => Promise<Reply>];

function stagesOf(
  probe: ProbedSession,
  session: GateSession,
  snapshot: PolicySnapshot,
): readonly ProbeStage[] {
  const { returnPath, recipient, account, fromField } = probe;
  const from = returnPath === null ? null : addressOf(returnPath);
  const to = addressOf(recipient);
  return [
    ['connect', probe.ip, () => connect(session, snapshot)],
    ...(account === null ? [] : [['auth', `AUTH as ${account}`, () => signIn(session, account)] as const]),
    ['mail', `MAIL FROM:${formatReturnPath(from)}`, () => mail(session, from)],
    ['rcpt', `RCPT TO:<${formatAddress(to)}>`, () => rcpt(session, to)],
    ...(fromField === null ? [] : [['data', 'From: header', () => send(session, fromField)] as const]),
  ];
}

async function connect(session: GateSession, { settings }: PolicySnapshot): Promise<Reply> {
  const refusal = await session.connected();
  if (refusal !== null) return refusal;
  session.greeted('EHLO', CLIENT);
  session.secured(TLS);
  session.greeted('EHLO', CLIENT);
  return reply(220, '', `${settings.hostname} ESMTP`);
}

async function signIn(session: GateSession, login: string): Promise<Reply> {
  const end = session.authAttempted();
  if (end !== null) return end;
  if (session.authOffer() === 'hidden') return UNKNOWN_COMMAND_500;
  const answer = await session.signIn({ mechanism: 'PLAIN', login, password: '' });
  return answer.reply;
}

async function mail(session: GateSession, returnPath: Address | null): Promise<Reply> {
  const refusal = await session.mail({
    returnPath,
    sizeBytes: null,
    body: '7BIT',
    smtpUtf8: false,
    dsnReturn: null,
    dsnEnvelopeId: null,
    localOnly: false,
  });
  return refusal ?? SENDER_250;
}

async function rcpt(session: GateSession, recipient: Address): Promise<Reply> {
  return (await session.rcpt({ recipient, dsn: NO_DSN })) ?? RECIPIENT_250;
}

async function send(session: GateSession, fromField: string): Promise<Reply> {
  const sink = await session.data();
  if ('code' in sink) return sink;
  const lines = fromField.trim() === '' ? [] : `From: ${fromField}`.split(/\r\n|[\r\n]/);
  await sink.write(Buffer.from(['Subject: test', ...lines, '', ''].join('\r\n')));
  return sink.end(NO_DEFECTS);
}

/** What is in force, but for what the draft changes. */
function snapshotUnder(policy: JudgedPolicy, inForce: PolicySnapshot): PolicySnapshot {
  return {
    revision: inForce.revision,
    settings: { ...inForce.settings, options: policy.options },
    directory: { ...inForce.directory, ...listsInQuestion(policy) },
  };
}

function listenerOf({ listener: name }: ProbedSession, { settings }: PolicySnapshot): SessionListener {
  const found = settings.listeners.find((listener) => listener.name === name);
  if (found === undefined || found.kind === 'pop3')
    throw new ApiError('bad-arguments', `There is no SMTP listener ${name}.`, [
      { path: '[0].listener', reason: 'is not the name of an SMTP listener' },
    ]);
  return { name, kind: found.kind, port: found.port };
}

function resultOf(
  steps: readonly ProbeStep[],
  accepted: boolean,
  probe: ProbedSession,
  notAsked: ReadonlySet<string>,
): ProbeResult {
  return { steps, accepted, summary: sayOutcome(steps, accepted, probe), notAsked: [...notAsked] };
}

/** An address of a probe is in canonical form, and so can be parsed. */
function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new Error(`${text} is no address`);
  return address;
}

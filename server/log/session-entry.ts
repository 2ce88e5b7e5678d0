import type {
  JudgedStep,
  RefusalSummary,
  SessionDetail,
  SessionResult,
  SessionSummary,
} from '../contract/session-log.ts';
import type { SessionOpening, SessionRecorder } from '../contract/session-recorder.ts';
import type { RuleId } from '../contract/verdict.ts';
import { printable } from './printable.ts';
import { recordedPart, type RecordedSession } from './recorded-session.ts';
import { refusalOf } from './refusal-of.ts';
import { Transcript } from './transcript.ts';

const LISTED_RECIPIENTS = 3;
const KEPT_VERDICTS = 200;
/** What one verdict row is taken to weigh; it holds a finding, and so a sentence, per rule. */
const BYTES_PER_VERDICT = 2048;
/** What was judged, until the session has ended. */
const BYTES_PER_STEP = 1024;

type VerdictRow = SessionDetail['verdicts'][number];
type Changeable = Parameters<SessionRecorder['update']>[0];

/** Everything the log holds of one session. */
export class SessionEntry {
  readonly id: string;
  /** Its place in the order of the log; see SessionKeys. */
  readonly key: number;
  /** Stamped by the log with every change. */
  revision = 0;
  repeats = 1;
  /** `waiting`: not shown yet; `listed`: in the ring; `gone`: left the ring, or never came into it. */
  place: 'waiting' | 'listed' | 'gone' = 'waiting';
  #summary: Omit<
    SessionSummary,
    'revision' | 'repeats' | 'result' | 'recipients' | 'wouldHaveBlocked' | 'refusal'
  >;
  #recipients: string[] = [];
  #wouldHaveBlocked = new Set<RuleId>();
  #blocked: RefusalSummary | null = null;
  #deferred: RefusalSummary | null = null;
  #transcript = new Transcript();
  #verdicts: VerdictRow[] = [];
  #verdictsOmitted = 0;
  #steps: JudgedStep[] = [];

  constructor(id: string, key: number, opening: SessionOpening, startedAt: number) {
    this.id = id;
    this.key = key;
    this.#summary = {
      id,
      startedAt,
      endedAt: null,
      listener: opening.listener,
      listenerKind: opening.listenerKind,
      port: opening.port,
      ip: opening.ip,
      tls: null,
      helo: null,
      account: null,
      sender: null,
      recipientCount: 0,
      messagesAccepted: 0,
      bytes: 0,
    };
  }

  get ip(): string {
    return this.#summary.ip;
  }

  get startedAt(): number {
    return this.#summary.startedAt;
  }

  get isOutbound(): boolean {
    return this.#summary.listenerKind === 'outbound';
  }

  get hasEnded(): boolean {
    return this.#summary.endedAt !== null;
  }

  get refusal(): RefusalSummary | null {
    return this.#blocked ?? this.#deferred;
  }

  get acceptedSomething(): boolean {
    return this.#summary.messagesAccepted > 0;
  }

  get sizeBytes(): number {
    return (
      this.#transcript.sizeBytes +
      this.#verdicts.length * BYTES_PER_VERDICT +
      this.#steps.length * BYTES_PER_STEP
    );
  }

  /** The worst of what happened: blocked, deferred, accepted, closed. */
  get result(): SessionResult {
    if (this.#blocked) return 'blocked';
    if (this.#deferred) return 'deferred';
    if (this.acceptedSomething) return 'accepted';
    return this.hasEnded ? 'closed' : 'running';
  }

  line(at: number, from: Parameters<SessionRecorder['line']>[0], text: string): void {
    this.#transcript.add(at, from, text);
  }

  verdict(row: VerdictRow, step?: JudgedStep): void {
    if (this.#verdicts.length < KEPT_VERDICTS) {
      this.#verdicts.push({ ...row, subject: printable(row.subject) });
      if (step) this.#steps.push(step);
    } else this.#verdictsOmitted++;
    for (const finding of row.findings)
      if (finding.result === 'violated' && finding.mode === 'report')
        this.#wouldHaveBlocked.add(finding.rule);
    if (!row.refusal) return;
    // A 421 of the policy closes the door on a client; its other temporary replies ask it to come again.
    const { code } = row.refusal.reply;
    this.#refuse(refusalOf(row.refusal), code >= 400 && code < 500 && code !== 421);
  }

  refused(refusal: RefusalSummary): void {
    this.#refuse(
      { ...refusal, reason: printable(refusal.reason), because: printable(refusal.because) },
      refusal.code < 500,
    );
  }

  update(change: Changeable): void {
    this.#summary = {
      ...this.#summary,
      ...Object.fromEntries(
        Object.entries(change).map(([name, value]) => [
          name,
          typeof value === 'string' ? printable(value) : value,
        ]),
      ),
    };
  }

  recipient(address: string): void {
    if (this.#recipients.length < LISTED_RECIPIENTS) this.#recipients.push(printable(address));
    this.#summary = { ...this.#summary, recipientCount: this.#summary.recipientCount + 1 };
  }

  accepted(): void {
    this.#summary = { ...this.#summary, messagesAccepted: this.#summary.messagesAccepted + 1 };
  }

  end(at: number): void {
    this.#summary = { ...this.#summary, endedAt: at };
  }

  forgetText(): void {
    this.#transcript.clear();
    this.#verdictsOmitted += this.#verdicts.length;
    this.#verdicts = [];
    this.#steps = [];
  }

  /** What was judged, once: the memory is freed for it. */
  takeSteps(): readonly JudgedStep[] {
    const steps = this.#steps;
    this.#steps = [];
    return steps;
  }

  /** With what was judged so far; once the session has ended its keeper has that. */
  recorded(): RecordedSession {
    return { ...recordedPart(this.summary()), steps: [...this.#steps] };
  }

  summary(): SessionSummary {
    return {
      ...this.#summary,
      revision: this.revision,
      recipients: [...this.#recipients],
      result: this.result,
      refusal: this.refusal,
      wouldHaveBlocked: [...this.#wouldHaveBlocked],
      repeats: this.repeats,
    };
  }

  detail(): SessionDetail {
    const transcript = [...this.#transcript.lines()];
    if (this.#verdictsOmitted > 0) {
      const at = transcript.at(-1)?.at ?? this.#summary.startedAt;
      transcript.push({ at, from: 'note', text: `${this.#verdictsOmitted} verdicts are left out` });
    }
    return {
      ...this.summary(),
      transcript,
      transcriptOmitted: this.#transcript.omitted,
      verdicts: [...this.#verdicts],
    };
  }

  #refuse(refusal: RefusalSummary, forNow: boolean): void {
    if (forNow) this.#deferred = weightier(this.#deferred, refusal);
    else this.#blocked = weightier(this.#blocked, refusal);
  }
}

/** The first; but what a rule refused, not what a mistyped password or command did, is what the row is about. */
function weightier(first: RefusalSummary | null, next: RefusalSummary): RefusalSummary {
  return first === null || (first.rule === null && next.rule !== null) ? next : first;
}

import type {
  JudgedStep,
  RefusalSummary,
  SessionKind,
  SessionSummary,
  TranscriptLine,
  VerdictRow,
} from './session-log.ts';

export interface SessionOpening {
  readonly listener: string;
  readonly listenerKind: SessionKind;
  readonly port: number;
  readonly ip: string;
}

/** What a session writes about itself while it runs. Never blocks, never throws, gets no secrets. */
export interface SessionRecorder {
  readonly id: string;
  line(from: TranscriptLine['from'], text: string): void;
  /** `step`: what was judged, where it can be judged again. */
  verdict(row: Omit<VerdictRow, 'at'>, step?: JudgedStep): void;
  /** A refusal outside the policy: protocol errors, limits, storage. 4xx counts as deferred, else as blocked. */
  refused(refusal: RefusalSummary): void;
  update(change: Partial<Pick<SessionSummary, 'tls' | 'helo' | 'account' | 'sender' | 'bytes'>>): void;
  recipient(address: string): void;
  accepted(): void;
  close(): void;
}

export interface SessionLog {
  open(session: SessionOpening): SessionRecorder;
}

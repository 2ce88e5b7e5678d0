import type { SessionRecorder } from '../../contract/session-recorder.ts';
import type { TlsFact } from '../engine/session-handler.ts';
import type { SessionServices } from './session-services.ts';

/** The listener that a session came in by. */
export interface SessionListener {
  readonly name: string;
  readonly kind: 'smtp' | 'msa';
  /** The port that it really listens on. */
  readonly port: number;
}

/** What the parts of one session share. */
export interface SessionContext {
  readonly services: SessionServices;
  readonly recorder: SessionRecorder;
  readonly listener: SessionListener;
  readonly clientIp: string;
  /** How the client called itself, since the last STARTTLS. */
  readonly greeting: { readonly verb: 'EHLO' | 'HELO'; readonly name: string } | null;
  readonly tls: TlsFact | null;
  /** Octets of all messages of the session so far, those refused too. */
  readonly received: { bytes: number };
}

import { Disposal } from './app/disposal.ts';
import { openParts } from './app/open-parts.ts';
import type { AlertListener } from './app/notices/loud-notices.ts';
import { RunningServer } from './app/running-server.ts';
import { callConsole, type CallOutcome } from './console/dispatch.ts';
import { createHandlers } from './console/handlers.ts';
import type { Clock, Dispose } from './contract/clock.ts';
import type { SettingsFile } from './contract/database.ts';
import type { Subscribe } from './contract/events.ts';
import type { ServerStatus } from './contract/status.ts';
import { ApiError } from './contract/problem.ts';

// What a shell needs beside the server itself; it imports nothing else of server/ but the contract.
export { chooseEvents } from './console/event-choice.ts';

export interface StartPorts {
  /** Mail, settings and certificate; made where it is missing. One server at a time may have it. */
  readonly dataFolder: string;
  readonly openSettingsFile: (dataFolder: string) => SettingsFile;
  readonly version: string;
  readonly clock: Clock;
  /** Takes one line of the error log, without its line end. */
  readonly log: (line: string) => void;
  /** A setup document, unparsed, to apply before any listener is opened. */
  readonly setup?: unknown;
}

export interface GatepostServer {
  /**
   * One call of the API, from outside: name and arguments are parsed. Never rejects. `by` says in the change history
   * from where it came: `Anna on this computer`, `Web console`.
   */
  readonly call: (name: unknown, args: unknown, by?: string) => Promise<CallOutcome>;
  readonly on: Subscribe;
  readonly status: () => ServerStatus;
  /**
   * Told of what the desktop should show now: notices of one reason, the oldest first, at most once in ten minutes for
   * each reason, and never while the settings say no. Answers what ends the telling.
   */
  readonly onAlert: (listener: AlertListener) => () => void;
  /** Drains: no more connections, messages under way finish within ten seconds, the store is closed. */
  readonly dispose: Dispose;
}

/**
 * Starts the server: the composition root, the only place where its parts meet. Resolves when every enabled listener
 * accepts connections or has said why it cannot. Rejects where the data folder cannot be served, and with ApiError
 * where the setup document cannot be applied; then nothing is left running and nothing has been applied.
 */
export async function startServer(ports: StartPorts): Promise<GatepostServer> {
  const { clock, log } = ports;
  const reportError = (step: string, cause: unknown): void => {
    log(`${new Date(clock()).toISOString()} ${step}: ${describe(cause)}`);
  };
  const disposal = new Disposal(reportError);
  try {
    const parts = await openParts({ ...ports, reportError }, disposal);
    const server = await RunningServer.create({ ...ports, reportError }, parts, disposal);
    const handlersFor = createHandlers(server.consolePorts());
    const call = (name: unknown, args: unknown, by = 'This computer'): Promise<CallOutcome> =>
      callConsole(handlersFor(by), reportError, name, args);
    if (ports.setup !== undefined) await applySetup(call, ports.setup);
    await server.openListeners();
    return {
      call,
      on: server.on,
      status: () => server.status(),
      onAlert: (listener) => server.onAlert(listener),
      dispose: disposal.dispose,
    };
  } catch (cause) {
    await disposal.dispose();
    throw cause;
  }
}

async function applySetup(call: GatepostServer['call'], setup: unknown): Promise<void> {
  const outcome = await call('setup.apply', [setup], 'Setup document');
  if (outcome.ok) return;
  const { kind, message, problems } = outcome.failure;
  throw new ApiError(kind, message, problems);
}

/** With the causes beneath it. An error's message never holds a secret. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const below = cause.cause === undefined ? '' : ` <- ${describe(cause.cause)}`;
  return `${cause.stack ?? cause.message}${below}`;
}

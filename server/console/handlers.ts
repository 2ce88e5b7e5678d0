import { auditHandlers, recordingHandlers, type HandlersFor } from './audit-handlers.ts';
import type { ConsolePorts } from './console-ports.ts';
import { dkimHandlers } from './dkim-handlers.ts';
import { firstRunHandlers } from './first-run-handlers.ts';
import { healthHandlers } from './health-handlers.ts';
import { createTurns } from './in-turn.ts';
import { intakeHandlers } from './intake-handlers.ts';
import { listHandlers } from './list-handlers.ts';
import { logHandlers } from './log-handlers.ts';
import { networkHandlers } from './network-handlers.ts';
import { noticeHandlers } from './notice-handlers.ts';
import { optionHandlers } from './option-handlers.ts';
import { queueHandlers } from './queue-handlers.ts';
import { sendingHandlers } from './sending-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { sharingHandlers } from './sharing-handlers.ts';
import { setupHandlers } from './setup-handlers.ts';
import { whatIfHandlers } from './what-if-handlers.ts';

/**
 * Every call of the API, for whoever calls. What the administrator changes runs in turn, so that each change is made on
 * a state that no other is about to replace, and the change history has their order.
 */
export function createHandlers(ports: ConsolePorts): HandlersFor {
  const inTurn = createTurns();
  const handlers = {
    ...optionHandlers(ports, inTurn),
    ...settingsHandlers(ports, inTurn),
    ...setupHandlers(ports, inTurn),
    ...listHandlers(ports),
    ...sendingHandlers(ports),
    ...noticeHandlers(ports),
    ...intakeHandlers(ports),
    ...networkHandlers(ports),
    ...queueHandlers(ports),
    ...dkimHandlers(ports),
    ...sharingHandlers(ports),
    ...logHandlers(ports),
    ...healthHandlers(ports),
    ...auditHandlers(ports),
    ...firstRunHandlers(ports, inTurn),
    ...whatIfHandlers(ports),
  };
  return recordingHandlers(handlers, ports, createTurns());
}

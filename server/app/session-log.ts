import path from 'node:path';
import type { Clock } from '../contract/services.ts';
import type { LogSettings } from '../contract/settings.ts';
import { openHistory } from '../log/history/open-history.ts';
import { LiveSessionLog } from '../log/session-log.ts';
import { WholeLog } from '../log/whole-log.ts';
import { schedule } from './schedule.ts';

export interface SessionLogOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly settings: () => LogSettings;
  /** The notices are others now. */
  readonly onNotice: () => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

export interface SessionLogs {
  /** What sessions write to and the window follows. */
  readonly live: LiveSessionLog;
  /** What the console asks: the sessions in memory and the stored ones. */
  readonly whole: WholeLog;
  readonly notices: () => readonly string[];
  /** The settings say anew how long sessions are kept. */
  readonly settingsChanged: () => void;
  readonly close: () => Promise<void>;
}

/** The session log: in memory, and behind it the files of the days. Nothing of it can keep the server from starting. */
export function openSessionLog({
  dataFolder,
  clock,
  settings,
  onNotice,
  reportError,
}: SessionLogOptions): SessionLogs {
  const folder = path.join(dataFolder, 'log');
  const history = openHistory({ folder, clock, schedule, settings, onNotice, reportError });
  const live = new LiveSessionLog({
    clock,
    schedule,
    onError: (cause) => {
      reportError('telling of sessions', cause);
    },
    keeper: history.writer,
  });
  return {
    live,
    whole: new WholeLog({ clock, live, reader: history.reader, reportError }),
    notices: () => history.notices.list(),
    settingsChanged: () => {
      history.writer.tidy();
    },
    close: async () => {
      live.dispose();
      await history.close();
    },
  };
}

import path from 'node:path';
import type { Clock } from '../contract/clock.ts';
import type { SessionSummary } from '../contract/session-log.ts';
import type { LogSettings } from '../contract/settings.ts';
import { openHistory } from '../log/history/open-history.ts';
import { recordedPart, type RecordedSession } from '../log/recorded-session.ts';
import type { SessionKeeper } from '../log/session-keeper.ts';
import { LiveSessionLog } from '../log/session-log.ts';
import { WholeLog } from '../log/whole-log.ts';
import { schedule } from './schedule.ts';

export interface SessionLogOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly settings: () => LogSettings;
  /** The notices are others now. */
  readonly onNotice: () => void;
  /** A session has ended, listed or only counted. Costs next to nothing, never throws. */
  readonly onEnded?: (session: SessionSummary) => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

export interface SessionLogs {
  /** What sessions write to and the window follows. */
  readonly live: LiveSessionLog;
  /** What the console asks: the sessions in memory and the stored ones. */
  readonly whole: WholeLog;
  /** Of the stored days. */
  readonly folder: string;
  /** Sessions that are in no file yet, with what was judged in them. */
  readonly inMemory: () => readonly RecordedSession[];
  /** What was judged in a session, wherever it is kept; null where no place has it. */
  readonly recorded: (id: string, startedAt: number) => Promise<RecordedSession | null>;
  /** A reader found the day's file damaged. */
  readonly reportDamage: (day: string) => void;
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
  onEnded = () => undefined,
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
    keeper: telling(history.writer, onEnded),
  });
  const inMemory = (): readonly RecordedSession[] => [
    ...live.running(),
    ...history.writer.pending().map(({ session, steps }) => ({ ...recordedPart(session), steps })),
  ];
  return {
    folder,
    inMemory,
    recorded: async (id, startedAt) =>
      inMemory().find((one) => one.id === id && one.startedAt === startedAt) ??
      history.reader.ask('recorded', id, startedAt),
    reportDamage: (day) => {
      history.writer.setAside(day);
    },
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

/** Every session that has ended comes by here, in a flood too. */
function telling(keeper: SessionKeeper, onEnded: (session: SessionSummary) => void): SessionKeeper {
  return {
    keep: (ended) => {
      onEnded(ended.session);
      keeper.keep(ended);
    },
    count: (session, row) => {
      onEnded(session);
      keeper.count(session, row);
    },
    get notKept() {
      return keeper.notKept;
    },
  };
}

import type { Clock } from '../../contract/clock.ts';
import type { LogSettings } from '../../contract/settings.ts';
import type { Schedule } from '../change-feed.ts';
import { HistoryNotices } from './history-notices.ts';
import { HistoryReader } from './history-reader.ts';
import { HistoryWriter } from './history-writer.ts';
import { spawnLogThread, type SpawnLogThread } from './log-thread.ts';

export interface HistoryOptions {
  /** Made with the first session that is stored. */
  readonly folder: string;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** How long sessions are kept, now. */
  readonly settings: () => LogSettings;
  /** The notices are others now. */
  readonly onNotice: () => void;
  readonly reportError: (step: string, cause: unknown) => void;
  readonly spawn?: SpawnLogThread;
}

/** The stored log: one file for each day. */
export interface History {
  readonly writer: HistoryWriter;
  readonly reader: HistoryReader;
  readonly notices: HistoryNotices;
  /** Stores what waits, and ends both threads. */
  readonly close: () => Promise<void>;
}

/** Waits for nothing and never fails: a server whose log cannot be stored serves, and says so in its notices. */
export function openHistory(options: HistoryOptions): History {
  const { folder, clock, schedule, settings, reportError, spawn = spawnLogThread } = options;
  const notices = new HistoryNotices(options.onNotice);
  const writer = new HistoryWriter({ folder, clock, schedule, settings, spawn, notices, reportError });
  const reader = new HistoryReader({
    folder,
    spawn,
    onDamage: (day) => {
      writer.setAside(day);
    },
  });
  return {
    writer,
    reader,
    notices,
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
}

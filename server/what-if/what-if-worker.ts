import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { DaysInReading } from '../log/history/days-in-reading.ts';
import type { RecordedSession } from '../log/recorded-session.ts';
import { judgeRecorded } from './judge-recorded.ts';
import type { FromWhatIf, ToWhatIf, WhatIfTask } from './what-if-messages.ts';

/** The entry of the thread that judges recorded sessions again: one question, one answer, and it ends. */
if (!isMainThread && parentPort) {
  serve(parentPort, workerData as WhatIfTask); // set by what-if-thread.ts, which takes a WhatIfTask
}

function serve(port: MessagePort, task: WhatIfTask): void {
  const say = (message: FromWhatIf): void => {
    port.postMessage(message);
  };
  const inMemory: RecordedSession[] = [];
  port.on('message', (message: ToWhatIf) => {
    if (message.kind === 'sessions') {
      inMemory.push(...message.sessions);
      return;
    }
    try {
      say({ kind: 'report', report: judge(task, inMemory, say) });
    } catch (error) {
      say({ kind: 'failed', cause: error instanceof Error ? error.message : String(error) });
    }
    port.close();
  });
}

function judge(task: WhatIfTask, inMemory: readonly RecordedSession[], say: (message: FromWhatIf) => void) {
  const elapsed = (): number => performance.now();
  const days = new DaysInReading(task.folder, elapsed, (day) => {
    say({ kind: 'damaged', day });
  });
  return judgeRecorded(task, inMemory, {
    eachStored: (from, to, take) => {
      days.eachRecorded(from, to, take);
    },
    elapsed,
  });
}

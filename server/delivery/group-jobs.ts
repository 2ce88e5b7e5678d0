import type { QueuedEnvelope, QueueEntry } from '../contract/delivery-queue.ts';
import type { DeliveryRoute } from './smtp/transport.ts';

/** RFC 5321 §4.5.3.1.8: every server takes a hundred recipients at a time. */
const RECIPIENTS_PER_JOB = 100;

/** Recipients of one message that go the same way. */
export interface Job {
  /** Equal for equal routes. */
  readonly routeKey: string;
  readonly route: DeliveryRoute;
  readonly message: QueuedEnvelope;
  readonly entries: readonly QueueEntry[];
}

/** The jobs for entries of one message. */
export function groupJobs(
  routed: readonly { readonly entry: QueueEntry; readonly route: DeliveryRoute }[],
): readonly Job[] {
  const jobs = new Map<string, Job & { entries: QueueEntry[] }>();
  const full: Job[] = [];
  for (const { entry, route } of routed) {
    const routeKey = JSON.stringify(route);
    const job = jobs.get(routeKey);
    if (job !== undefined && job.entries.length < RECIPIENTS_PER_JOB) {
      job.entries.push(entry);
      continue;
    }
    if (job !== undefined) full.push(job);
    jobs.set(routeKey, { routeKey, route, message: entry.message, entries: [entry] });
  }
  return [...full, ...jobs.values()];
}

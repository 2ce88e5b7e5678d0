import type {
  DeliveryJob,
  JobResult,
  RecipientOutcome,
  Transport,
} from '../../server/delivery/smtp/transport.ts';

export const DELIVERED: RecipientOutcome = {
  kind: 'delivered',
  host: 'mx.remote.test',
  reply: '250 2.0.0 taken',
  dsnPassedOn: false,
  tls: null,
};

export function failed(
  kind: 'refused' | 'deferred',
  given: Partial<Extract<RecipientOutcome, { kind: 'refused' }>['failure']> = {},
): RecipientOutcome {
  const failure =
    kind === 'refused' ? REFUSAL : { ...REFUSAL, code: 450, enhanced: '4.2.0', text: 'Come again' };
  return { kind, failure: { ...failure, ...given } };
}

const REFUSAL = {
  at: Date.UTC(2026, 10, 24, 12),
  host: 'mx.remote.test',
  code: 550,
  enhanced: '5.1.1',
  text: 'No such user',
} as const;

/** Answers each job as it is told, at once or when it is let go. */
export class FakeTransport implements Transport {
  readonly jobs: DeliveryJob[] = [];
  answer: (job: DeliveryJob) => JobResult | Promise<JobResult> = (job) => allOf(job, DELIVERED);

  async send(job: DeliveryJob): Promise<JobResult> {
    this.jobs.push(job);
    return this.answer(job);
  }

  forgetFailures(): void {
    // It remembers none.
  }

  readonly dispose = (): Promise<void> => Promise.resolve();
}

export function allOf({ recipients }: DeliveryJob, outcome: RecipientOutcome): JobResult {
  return new Map(recipients.map(({ entryId }) => [entryId, outcome]));
}

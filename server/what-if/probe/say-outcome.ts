import type { Stage } from '../../contract/verdict.ts';
import type { Probe, ProbeStep } from '../../contract/what-if.ts';

const WHERE: Readonly<Record<Stage, string>> = {
  connect: 'The connection is refused.',
  auth: 'The sign-in is refused.',
  mail: 'The sender is refused at MAIL.',
  rcpt: 'The recipient is refused at RCPT.',
  data: 'The message is refused after its last byte.',
};

/** What became of a test, in one sentence for the administrator, with the reason where a rule has one. */
export function sayOutcome(
  steps: readonly ProbeStep[],
  accepted: boolean,
  { fromField }: Pick<Probe, 'fromField'>,
): string {
  if (accepted)
    return fromField === null
      ? 'Sender and recipient are accepted; the message itself was not tested.'
      : 'The message is accepted.';
  const last = steps.at(-1);
  if (last === undefined) return 'Nothing was tested.';
  const { stage, refusal } = last.verdict;
  return refusal === null ? WHERE[stage] : `${WHERE[stage]} ${refusal.because}`;
}

import type { SessionDetail, TranscriptLine, VerdictRow } from '../../contract/session-log.ts';

const SPEAKERS: Readonly<Record<TranscriptLine['from'], string>> = {
  client: 'C:',
  server: 'S:',
  note: '--',
};
const RULE = '='.repeat(72);

/** A session for somebody who reads it without the window: what came of it, what was said, what was judged. */
export function transcriptText(session: SessionDetail): string {
  const lines = [
    RULE,
    `Session ${session.id}, ${timeOf(session.startedAt)}: ${session.result}`,
    `From ${session.ip} on ${session.listener} (${session.listenerKind}, port ${session.port})`,
    ...(session.account === null ? [] : [`Signed in as ${session.account}`]),
    ...(session.refusal === null
      ? []
      : [
          `${session.refusal.reason}: ${session.refusal.because}`,
          `Reply ${session.refusal.code} ${session.refusal.enhanced}, option ${session.refusal.option ?? 'none'}`,
        ]),
    ...(session.repeats === 1 ? [] : [`Stands for ${session.repeats} sessions of the same kind`]),
    '',
    ...session.transcript.map(({ at, from, text }) => `${timeOf(at)} ${SPEAKERS[from]} ${text}`),
    ...(session.transcriptOmitted === 0 ? [] : [`(${session.transcriptOmitted} lines are left out)`]),
    ...session.verdicts.flatMap(verdictLines),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function verdictLines({ at, subject, policyRevision, findings }: VerdictRow): readonly string[] {
  return [
    '',
    `${timeOf(at)} judged ${subject} (policy ${policyRevision})`,
    ...findings
      .filter(({ result }) => result !== 'off' && result !== 'not-applicable')
      .map(({ rule, mode, result, because }) => `  ${rule}: ${result} (${mode}). ${because}`),
  ];
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

import type { LogQuery } from '../contract/api.ts';
import { lowerAscii } from '../contract/ascii.ts';
import type { SessionDetail, SessionSummary } from '../contract/session-log.ts';
import type { SessionEntry } from './session-entry.ts';

const DEFAULT_LIMIT = 200;
/** Transcript bytes read before the sessions get their turn: a search never holds up mail for long. */
const BYTES_PER_TURN = 1024 * 1024;

/** Lets everything else that is due run first. */
export type Pause = () => Promise<void>;

/** The sessions that match, in the order given; at most `query.limit`, else 200. */
export async function searchSessions(
  entries: readonly SessionEntry[],
  query: LogQuery,
  pause: Pause,
): Promise<readonly SessionSummary[]> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const text = lowerAscii(query.text?.trim() ?? '');
  const found: SessionSummary[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (found.length >= limit) break;
    const summary = entry.summary();
    if (!fieldsMatch(summary, query)) continue;
    if (text !== '') bytes += entry.sizeBytes;
    if (text === '' || wordsOf(summary).some((word) => contains(word, text)) || transcriptHas(entry, text))
      found.push(summary);
    if (bytes < BYTES_PER_TURN) continue;
    bytes = 0;
    await pause();
  }
  return found;
}

function fieldsMatch(session: SessionSummary, query: LogQuery): boolean {
  if (query.result !== undefined && session.result !== query.result) return false;
  if (query.ip !== undefined && session.ip !== query.ip.trim()) return false;
  if (query.account !== undefined && lowerAscii(session.account ?? '') !== lowerAscii(query.account.trim()))
    return false;
  return query.option === undefined || concernsOption(session, query.option);
}

/** An option stands for its exceptions too; rules that only reported count. */
function concernsOption(session: SessionSummary, option: string): boolean {
  const { refusal, wouldHaveBlocked } = session;
  if (refusal?.rule === option || wouldHaveBlocked.some((rule) => rule === option)) return true;
  return refusal?.option === option || (refusal?.option?.startsWith(`${option}.`) ?? false);
}

function wordsOf(session: SessionSummary): readonly string[] {
  const { refusal } = session;
  return [
    session.id,
    session.ip,
    session.helo ?? '',
    session.account ?? '',
    session.sender ?? '',
    ...session.recipients,
    ...(refusal ? [refusal.reason, refusal.because, `${refusal.code} ${refusal.enhanced}`] : []),
  ];
}

function transcriptHas(entry: SessionEntry, text: string): boolean {
  const { transcript }: Pick<SessionDetail, 'transcript'> = entry.detail();
  return transcript.some((line) => contains(line.text, text));
}

function contains(where: string, lowered: string): boolean {
  return lowerAscii(where).includes(lowered);
}

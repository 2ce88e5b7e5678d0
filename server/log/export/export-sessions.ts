import type { LogSearchPage } from '../../contract/log-calls.ts';
import type { ExportFormat, LogCursor, LogExport, LogQuery } from '../../contract/log-history.ts';
import type { SessionDetail, SessionSummary } from '../../contract/session-log.ts';
import { csvHead, csvLine } from './csv-of-sessions.ts';
import { transcriptText } from './transcript-text.ts';

const PAGE = 500;
/** Sessions of one export, and its length in characters. */
const ROWS = 10_000;
const TRANSCRIPTS = 500;
const LONGEST_TEXT = 8_000_000;
/** Pages without a single session after which an export ends, to be gone on with. */
const EMPTY_PAGES = 20;

/** The log, as an export reads it. */
export interface ExportedLog {
  search(query: LogQuery): Promise<LogSearchPage>;
  session(id: string, startedAt: number): Promise<SessionDetail | null>;
}

/** What matches, newest first, until one of the bounds is reached; the query's own limit is one of them. */
export async function exportSessions(
  log: ExportedLog,
  query: LogQuery,
  format: ExportFormat,
): Promise<LogExport> {
  const limit = Math.min(query.limit ?? ROWS, format === 'txt' ? TRANSCRIPTS : ROWS);
  const parts: string[] = [];
  let length = 0;
  let emptyPages = 0;
  let more: LogCursor | null = query.before ?? null;
  do {
    const before: LogCursor | undefined = more ?? undefined;
    const page = await log.search({ ...query, before, limit: Math.min(PAGE, limit - parts.length) });
    more = page.more;
    for (const [index, session] of page.sessions.entries()) {
      const text = await partOf(log, session, format);
      parts.push(text);
      length += text.length;
      if (length < LONGEST_TEXT) continue;
      const isLast = index === page.sessions.length - 1 && page.more === null;
      return { ...joined(parts, format), more: isLast ? null : placeOf(session) };
    }
    emptyPages = page.sessions.length === 0 ? emptyPages + 1 : 0;
  } while (more !== null && parts.length < limit && emptyPages < EMPTY_PAGES);
  return { ...joined(parts, format), more };
}

async function partOf(log: ExportedLog, session: SessionSummary, format: ExportFormat): Promise<string> {
  switch (format) {
    case 'csv':
      return csvLine(session);
    case 'json':
      return JSON.stringify(session);
    case 'txt': {
      // A session that was deleted a moment ago remains with what its row says.
      const detail = await log.session(session.id, session.startedAt);
      return transcriptText(detail ?? { ...session, transcript: [], transcriptOmitted: 0, verdicts: [] });
    }
  }
}

function joined(parts: readonly string[], format: ExportFormat): Pick<LogExport, 'text' | 'sessions'> {
  const sessions = parts.length;
  switch (format) {
    case 'csv':
      return { text: `${csvHead()}${parts.join('')}`, sessions };
    case 'json':
      return { text: `[\n${parts.join(',\n')}\n]\n`, sessions };
    case 'txt':
      return { text: parts.join(''), sessions };
  }
}

function placeOf({ startedAt, id }: SessionSummary): LogCursor {
  return { startedAt, id };
}

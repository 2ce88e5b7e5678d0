import type { ExportFormat, LogCursor, LogExport, LogQuery } from '../../server/contract/log-history.ts';

/** What one file takes at most, in characters: more than any program opens with pleasure. */
const LONGEST_FILE = 64_000_000;

export interface ExportPorts {
  readonly ask: (query: LogQuery, format: ExportFormat) => Promise<LogExport>;
  readonly onProgress: (sessions: number) => void;
  /** The reader has had enough: what is there is the export. */
  readonly isStopped: () => boolean;
}

export interface ExportedFile {
  readonly parts: readonly string[];
  readonly sessions: number;
  /** Where it ended although there is more; null where all that matches is in it. */
  readonly more: LogCursor | null;
}

/** Asks for one part after another until all that matches is there, or as much as was asked for, or too much. */
export async function exportAll(
  query: LogQuery,
  format: ExportFormat,
  most: number,
  { ask, onProgress, isStopped }: ExportPorts,
): Promise<ExportedFile> {
  const texts: string[] = [];
  let [sessions, length] = [0, 0];
  let more: LogCursor | null = null;
  do {
    const limit = Math.min(1000, most - sessions);
    const part: LogExport = await ask({ ...query, ...(more !== null && { before: more }), limit }, format);
    if (part.sessions > 0) texts.push(part.text);
    sessions += part.sessions;
    length += part.text.length;
    more = part.more;
    onProgress(sessions);
  } while (more !== null && sessions < most && length < LONGEST_FILE && !isStopped());
  return { parts: joined(texts, format), sessions, more };
}

/** The parts as one file: a table has one head, and data are one list. */
function joined(texts: readonly string[], format: ExportFormat): readonly string[] {
  switch (format) {
    case 'txt':
      return texts;
    case 'csv':
      return texts.map((text, index) => (index === 0 ? text : text.slice(text.indexOf('\r\n') + 2)));
    case 'json':
      return texts.flatMap((text, index) => {
        const rows = text.slice(text.indexOf('[') + 1, text.lastIndexOf(']')).trim();
        const isLast = index === texts.length - 1;
        return [index === 0 ? '[\n' : ',\n', rows, isLast ? '\n]\n' : ''];
      });
  }
}

/** `gatepost-log-2026-11-24-1402.csv`, by the reader's clock. */
export function exportName(format: ExportFormat, now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `gatepost-log-${day}-${two(now.getHours())}${two(now.getMinutes())}.${format}`;
}

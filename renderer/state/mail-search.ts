import type { LogFilter } from './log-filter.ts';
import { ALWAYS, type LogRange } from './log-range.ts';
import { writeWord } from './log-words.ts';

const MINUTE_MS = 60_000;

/** What somebody knows of a message that they miss; empty where they do not know. */
export interface MissedMail {
  readonly sender: string;
  readonly recipient: string;
  /** `2026-11-24T14:02`, by the reader's clock. */
  readonly about: string;
  readonly withinMinutes: number;
}

/** The filter that finds it; null where nothing is known. */
export function mailSearch(mail: MissedMail): Pick<LogFilter, 'text' | 'range'> | null {
  const words = [
    ...(mail.sender === '' ? [] : [writeWord({ field: 'from', value: mail.sender, isExcluded: false })]),
    ...(mail.recipient === '' ? [] : [writeWord({ field: 'to', value: mail.recipient, isExcluded: false })]),
  ];
  const range = rangeAround(Date.parse(mail.about), mail.withinMinutes * MINUTE_MS);
  return words.length === 0 && range === ALWAYS ? null : { text: words.join(' '), range };
}

function rangeAround(at: number, withinMs: number): LogRange {
  if (Number.isNaN(at)) return ALWAYS;
  return { kind: 'between', from: at - withinMs, to: at + withinMs };
}

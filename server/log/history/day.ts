import path from 'node:path';

const DAY_MS = 24 * 60 * 60 * 1000;
const FILE_NAME = /^(\d{4}-\d{2}-\d{2})\.db$/;

/**
 * The day whose file holds what started at `at`: `2026-11-24`, of UTC. Nobody sees where one file ends and the next
 * begins, for the window asks by time; and unlike local days these never overlap, are never 25 hours long, and stay
 * what they were when the computer travels.
 */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Milliseconds since 1970 of the day's begin. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function daysBefore(day: string, count: number): string {
  return dayOf(startOfDay(day) - count * DAY_MS);
}

export function dayFile(folder: string, day: string): string {
  return path.join(folder, `${day}.db`);
}

/** The days that have a file, of the names in the log's folder; newest first. */
export function daysOfFiles(names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => FILE_NAME.exec(name)?.[1] ?? [])
    .filter((day) => !Number.isNaN(startOfDay(day)))
    .sort()
    .reverse();
}

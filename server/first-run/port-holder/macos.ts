/** The command in what `lsof -Fc` prints: a line `p1234` for each process, then `cmaster`. */
export function readLsof(printed: string): string | null {
  return /^c(.+)$/m.exec(printed)?.[1] ?? null;
}

/** `GATEPOST_CRASH_SEED` repeats the choices of an earlier run. */
export const CRASH_SEED = Number(process.env['GATEPOST_CRASH_SEED'] ?? Date.now() % 2 ** 32);

/** What a run accounts for, in one line. */
export function ledgerLine(
  name: string,
  run: { readonly cycles: number; readonly acknowledged: number; readonly problems: readonly string[] },
): string {
  const found = run.problems.length === 0 ? '0 lost' : `${String(run.problems.length)} PROBLEMS`;
  return `${name}: ${String(run.cycles)} cycles, ${String(run.acknowledged)} operations acknowledged, ${found} (seed ${String(CRASH_SEED)})`;
}

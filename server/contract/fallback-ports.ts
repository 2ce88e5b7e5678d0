/** What is taken where the well-known port needs a permission that the process lacks, or belongs to another program. */
export const FALLBACK_PORTS: ReadonlyMap<number, number> = new Map([
  [25, 2525],
  [587, 2587],
  [465, 2465],
  [110, 1110],
  [995, 1995],
]);

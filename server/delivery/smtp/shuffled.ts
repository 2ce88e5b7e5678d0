/** The list in random order (Fisher and Yates). `random` answers from 0 up to 1, as Math.random. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}

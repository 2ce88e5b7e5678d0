/** `1 message`, `2,000 messages`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** `anna@office.example, ben@office.example and 3 more`: the first names of a list, and how many follow. */
export function names(all: readonly string[], most: number): string {
  const rest = all.length - most;
  if (rest > 0) return `${all.slice(0, most).join(', ')} and ${rest.toLocaleString('en')} more`;
  const [last = '', ...before] = all.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}

/** `480 MB`, `1.9 GB`, in powers of ten as disks are sold. */
export function size(bytes: number): string {
  const units = [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
  ] as const;
  for (const [unit, length] of units) {
    if (bytes >= length) return `${(bytes / length).toFixed(bytes / length < 10 ? 1 : 0)} ${unit}`;
  }
  return 'less than 1 MB';
}

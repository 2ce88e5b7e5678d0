import { number } from '../text/format.ts';

/** `12.3 kB`, in powers of 1000 as file managers write them today. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  if (bytes < 1_000_000) return `${number(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${number(bytes / 1_000_000)} MB`;
  return `${number(bytes / 1_000_000_000)} GB`;
}

/** `1,284` */
export function formatCount(count: number): string {
  return number(count);
}

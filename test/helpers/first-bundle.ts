import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What may be loaded until the first page shows, in kilobytes of 1000 bytes. */
export const FIRST_BUNDLE_LIMIT = { kilobytes: 450, gzipKilobytes: 140 } as const;

export interface FirstBundle {
  /** The scripts by their places in the window's folder. */
  readonly names: readonly string[];
  readonly kilobytes: number;
  readonly gzipKilobytes: number;
}

/** Every script that the page has loaded so far. */
export async function loadedScripts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((name) => name.endsWith('.js')),
  );
}

/** The scripts that a page has loaded, which shows its first content just now, and their size. */
export async function measureFirstBundle(page: Page, folder: string): Promise<FirstBundle> {
  const names = await loadedScripts(page);
  const contents = names.map((name) => readFileSync(path.join(folder, name)));
  const gzipped = contents.map((content) => gzipSync(content, { level: 9 }));
  return { names, kilobytes: kilobytesOf(contents), gzipKilobytes: kilobytesOf(gzipped) };
}

function kilobytesOf(contents: readonly Uint8Array[]): number {
  return contents.reduce((total, { byteLength }) => total + byteLength, 0) / 1000;
}

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../contract/settings.ts';
import { parseSettings } from './parse-settings.ts';

const KEPT = 10;
const NAME = /^config-\d{8}T\d{9}Z-\d{3}\.json$/;

/**
 * The last ten good settings, one file each, named by time: where `config.json` turns out broken, the newest of
 * them that is still good takes its place.
 */
export class Generations {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps one more and drops what exceeds ten. Throws where the folder cannot be written. */
  keep(settings: Settings, now: number): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.#folder, this.#freeName(now)), `${JSON.stringify(settings, null, '\t')}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    for (const name of this.#names().slice(KEPT)) rmSync(join(this.#folder, name), { force: true });
  }

  newestGood(): { readonly name: string; readonly settings: Settings } | null {
    for (const name of this.#names()) {
      const settings = this.#read(name);
      if (settings) return { name, settings };
    }
    return null;
  }

  #read(name: string): Settings | null {
    try {
      const parsed = parseSettings(JSON.parse(readFileSync(join(this.#folder, name), 'utf8')));
      return parsed.kind === 'good' ? parsed.settings : null;
    } catch {
      return null; // torn or unreadable: an older one may be whole
    }
  }

  /** Newest first. */
  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => NAME.test(name))
        .sort()
        .reverse();
    } catch {
      return []; // not there before the first save
    }
  }

  /** Later in the alphabet than every earlier one, though two be kept in one millisecond or the clock be set back. */
  #freeName(now: number): string {
    const newest = this.#names()[0] ?? '';
    const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
    const first = `config-${stamp}-000.json`;
    if (first > newest) return first;
    const [, newestStamp = stamp, count = '0'] = /^config-(.*)-(\d{3})\.json$/.exec(newest) ?? [];
    return `config-${newestStamp}-${String(Number(count) + 1).padStart(3, '0')}.json`;
  }
}

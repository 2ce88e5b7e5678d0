import Store from 'electron-store';
import { z } from 'zod';
import type { WindowPlace } from './window-place.ts';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
const memorySchema = z.object({
  place: z.object({ bounds: boundsSchema, isMaximized: z.boolean() }).nullable(),
  /** That closing the window does not stop the server has been said. */
  toldThatItServes: z.boolean(),
});
type Memory = z.infer<typeof memorySchema>;
const NOTHING: Memory = { place: null, toldThatItServes: false };

/** What the window remembers from one start to the next; never what the server does. */
export class WindowMemory {
  readonly #store: Store<Memory>;

  constructor(folder: string) {
    // Only comfort is lost with a broken file.
    this.#store = new Store<Memory>({
      cwd: folder,
      name: 'window',
      clearInvalidConfig: true,
      configFileMode: 0o600,
    });
  }

  get place(): WindowPlace | null {
    return this.#read().place;
  }

  keepPlace(place: WindowPlace): void {
    this.#store.store = { ...this.#read(), place };
  }

  get toldThatItServes(): boolean {
    return this.#read().toldThatItServes;
  }

  noteToldThatItServes(): void {
    this.#store.store = { ...this.#read(), toldThatItServes: true };
  }

  #read(): Memory {
    const known = memorySchema.safeParse(this.#store.store);
    return known.success ? known.data : NOTHING;
  }
}

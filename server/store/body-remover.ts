import type { BodyFiles } from './body-files.ts';

/**
 * Removes the files of messages whose rows are gone. The settler may be writing one of them at that moment, so its
 * run is waited for first. A file that stays is swept by the next start, which `leftFiles` must tell of.
 */
export class BodyRemover {
  private readonly files: Pick<BodyFiles, 'remove'>;
  private readonly settled: () => Promise<void>;
  private running: Promise<void> = Promise.resolve();
  private hasLeftFiles = false;

  /** `settled` resolves when nothing that was spooled before is being written any more. */
  constructor(files: Pick<BodyFiles, 'remove'>, settled: () => Promise<void>) {
    this.files = files;
    this.settled = settled;
  }

  get leftFiles(): boolean {
    return this.hasLeftFiles;
  }

  /** Never rejects. */
  remove(ids: readonly string[]): void {
    if (ids.length > 0) this.running = this.running.then(() => this.removeAll(ids));
  }

  /** Resolves when nothing is being removed any more. */
  finished(): Promise<void> {
    return this.running;
  }

  private async removeAll(ids: readonly string[]): Promise<void> {
    await this.settled();
    for (const id of ids) {
      try {
        await this.files.remove(id);
      } catch {
        this.hasLeftFiles = true;
      }
    }
  }
}

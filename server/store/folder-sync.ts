/**
 * Groups requests to sync a folder: one sync runs per folder at a time, and all who asked while it ran share the
 * next one, which starts after they asked and therefore covers what they had written.
 */
export class FolderSync {
  private readonly syncFolder: (folder: string) => Promise<void>;
  private readonly running = new Map<string, Promise<void>>();
  private readonly next = new Map<string, Promise<void>>();

  constructor(syncFolder: (folder: string) => Promise<void>) {
    this.syncFolder = syncFolder;
  }

  sync(folder: string): Promise<void> {
    const running = this.running.get(folder);
    if (!running) return this.start(folder);
    const next = this.next.get(folder) ?? this.startAfter(running, folder);
    this.next.set(folder, next);
    return next;
  }

  private async startAfter(running: Promise<void>, folder: string): Promise<void> {
    await running.catch(() => undefined); // its own callers hear of its failure
    this.next.delete(folder);
    return this.start(folder);
  }

  private start(folder: string): Promise<void> {
    const sync = this.syncFolder(folder).finally(() => {
      if (this.running.get(folder) === sync) this.running.delete(folder);
    });
    this.running.set(folder, sync);
    return sync;
  }
}

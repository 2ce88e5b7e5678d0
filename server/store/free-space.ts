import type { Clock } from '../contract/clock.ts';
import { StoreError } from '../contract/message-store.ts';
import { asStoreError } from './failure.ts';
import type { DiskSpace, FileSystem } from './file-system.ts';

/** An answer is good for this long, in milliseconds: thousands of messages a second need not ask thousands of times. */
const ANSWER_KEPT_MS = 1000;

/** A small disk keeps free this share of itself rather than a floor that it may never have had. */
const LARGEST_SHARE = 0.05;

/** Refuses new messages before the disk is full, so that what is half stored can be finished. */
export class FreeSpace {
  private readonly fileSystem: Pick<FileSystem, 'diskSpace'>;
  private readonly folder: string;
  private readonly floorBytes: number;
  private readonly clock: Clock;
  private answer: { readonly at: number; readonly space: DiskSpace } | null = null;

  constructor(fileSystem: Pick<FileSystem, 'diskSpace'>, folder: string, floorBytes: number, clock: Clock) {
    this.fileSystem = fileSystem;
    this.folder = folder;
    this.floorBytes = floorBytes;
    this.clock = clock;
  }

  /** Rejects with StoreError `disk-full` where less than the floor is free. */
  async check(): Promise<void> {
    const now = this.clock();
    if (!this.answer || Math.abs(now - this.answer.at) > ANSWER_KEPT_MS)
      this.answer = { at: now, space: await this.ask() };
    const { freeBytes, totalBytes } = this.answer.space;
    const floorBytes = Math.min(this.floorBytes, totalBytes * LARGEST_SHARE);
    if (freeBytes < floorBytes)
      throw new StoreError(
        'disk-full',
        `${String(freeBytes)} bytes are free in ${this.folder}, ${String(Math.ceil(floorBytes))} must be`,
      );
  }

  private async ask(): Promise<DiskSpace> {
    try {
      return await this.fileSystem.diskSpace(this.folder);
    } catch (error) {
      throw asStoreError(error);
    }
  }
}

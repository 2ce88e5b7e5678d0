import { StoreError, type Clock } from '../contract/services.ts';
import { asStoreError } from './failure.ts';
import type { FileSystem } from './file-system.ts';

/** An answer is good for this long, in milliseconds: thousands of messages a second need not ask thousands of times. */
const ANSWER_KEPT_MS = 1000;

/** Refuses new messages before the disk is full, so that what is half stored can be finished. */
export class FreeSpace {
  private readonly fileSystem: Pick<FileSystem, 'freeBytes'>;
  private readonly folder: string;
  private readonly floorBytes: number;
  private readonly clock: Clock;
  private answer: { readonly at: number; readonly freeBytes: number } | null = null;

  constructor(fileSystem: Pick<FileSystem, 'freeBytes'>, folder: string, floorBytes: number, clock: Clock) {
    this.fileSystem = fileSystem;
    this.folder = folder;
    this.floorBytes = floorBytes;
    this.clock = clock;
  }

  /** Rejects with StoreError `disk-full` where less than the floor is free. */
  async check(): Promise<void> {
    const now = this.clock();
    if (!this.answer || Math.abs(now - this.answer.at) > ANSWER_KEPT_MS)
      this.answer = { at: now, freeBytes: await this.ask() };
    const { freeBytes } = this.answer;
    if (freeBytes < this.floorBytes)
      throw new StoreError(
        'disk-full',
        `${String(freeBytes)} bytes are free in ${this.folder}, ${String(this.floorBytes)} must be`,
      );
  }

  private async ask(): Promise<number> {
    try {
      return await this.fileSystem.freeBytes(this.folder);
    } catch (error) {
      throw asStoreError(error);
    }
  }
}

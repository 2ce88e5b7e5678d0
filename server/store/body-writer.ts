import type { BodyFiles } from './body-files.ts';
import { asStoreError } from './failure.ts';
import type { WritableFile } from './file-system.ts';

/** A message too big for the spool, written to its file while it arrives. Every failure is a StoreError. */
export class BodyWriter {
  private readonly files: BodyFiles;
  private readonly id: string;
  private readonly file: WritableFile;

  private constructor(files: BodyFiles, id: string, file: WritableFile) {
    this.files = files;
    this.id = id;
    this.file = file;
  }

  static async begin(files: BodyFiles, id: string): Promise<BodyWriter> {
    try {
      return new BodyWriter(files, id, await files.begin(id));
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    try {
      await this.file.append(bytes);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /** Writes `start`, if any, over what the file begins with, and makes content and name durable. */
  async finish(start: Uint8Array | null): Promise<void> {
    try {
      try {
        if (start) await this.file.writeStart(start);
        await this.file.sync();
      } finally {
        await this.file.close();
      }
      await this.files.syncName(this.id);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /** Removes the file, before or after `finish`. */
  async remove(): Promise<void> {
    await this.file.close().catch(() => undefined); // closed already, or the disk fails: removing it is what counts
    try {
      await this.files.remove(this.id);
    } catch (error) {
      throw asStoreError(error);
    }
  }
}

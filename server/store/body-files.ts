import { join } from 'node:path';
import type { FileSystem, WritableFile } from './file-system.ts';
import { FolderSync } from './folder-sync.ts';

const EXTENSION = '.eml';

/** The files of `mail/`: `mail/ab/<id>.eml`, where `ab` are the last two letters of the id, which are random. */
export class BodyFiles {
  private readonly fileSystem: FileSystem;
  private readonly mailFolder: string;
  private readonly folders = new Map<string, Promise<void>>();
  private readonly folderSync: FolderSync;

  constructor(fileSystem: FileSystem, mailFolder: string) {
    this.fileSystem = fileSystem;
    this.mailFolder = mailFolder;
    this.folderSync = new FolderSync((folder) => fileSystem.syncFolder(folder));
  }

  /** Begins a file that must not exist yet. */
  async begin(id: string): Promise<WritableFile> {
    await this.ensureFolder(this.folderOf(id));
    return this.fileSystem.create(this.pathOf(id), 'new');
  }

  /** Writes a whole file, in place of what an interrupted attempt left. Durable but for its name. */
  async write(id: string, content: Uint8Array): Promise<void> {
    await this.ensureFolder(this.folderOf(id));
    const file = await this.fileSystem.create(this.pathOf(id), 'replace');
    try {
      await file.append(content);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Makes the file's name durable. Callers that ask meanwhile share the next sync of the folder. */
  syncName(id: string): Promise<void> {
    return this.folderSync.sync(this.folderOf(id));
  }

  read(id: string): Promise<Uint8Array> {
    return this.fileSystem.read(this.pathOf(id));
  }

  /** So many bytes from there on; fewer where the file ends. */
  readPart(id: string, offset: number, length: number): Promise<Uint8Array> {
    return this.fileSystem.readPart(this.pathOf(id), offset, length);
  }

  remove(id: string): Promise<void> {
    return this.fileSystem.remove(this.pathOf(id));
  }

  /** The ids of all bodies there are, one folder at a time. Files that the store did not make are passed over. */
  async *list(): AsyncGenerator<readonly string[]> {
    const folders = await this.fileSystem.list(this.mailFolder);
    for (const folder of folders.filter((name) => /^[a-z0-9]{2}$/.test(name))) {
      const names = await this.fileSystem.list(join(this.mailFolder, folder));
      const ids = names
        .filter((name) => name.endsWith(EXTENSION))
        .map((name) => name.slice(0, -EXTENSION.length));
      yield ids.filter((id) => id.slice(-2) === folder);
    }
  }

  private folderOf(id: string): string {
    return join(this.mailFolder, id.slice(-2));
  }

  private pathOf(id: string): string {
    return join(this.folderOf(id), id + EXTENSION);
  }

  private ensureFolder(folder: string): Promise<void> {
    const known = this.folders.get(folder);
    if (known) return known;
    const made = this.makeFolder(folder);
    this.folders.set(folder, made);
    made.catch(() => this.folders.delete(folder));
    return made;
  }

  private async makeFolder(folder: string): Promise<void> {
    // Also where it was there already: whoever made it may have died before this sync.
    await this.fileSystem.makeFolder(folder);
    await this.folderSync.sync(this.mailFolder);
  }
}

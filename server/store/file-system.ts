import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, statfs, type FileHandle } from 'node:fs/promises';

/** Of the disk that holds a folder; `freeBytes` is what this process may use of it. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** The few calls on files that the store makes: the seam at which tests let the disk fail. */
export interface FileSystem {
  /** Opens for writing. `new` fails where the file exists, `replace` empties it. Mode 0600. */
  create(path: string, how: 'new' | 'replace'): Promise<WritableFile>;
  /** Makes the folder where there is none yet. Mode 0700. */
  makeFolder(path: string): Promise<void>;
  /** Makes the names in the folder durable. */
  syncFolder(path: string): Promise<void>;
  /** Removes a file; none is no error. */
  remove(path: string): Promise<void>;
  list(path: string): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array>;
  /** So many bytes from there on; fewer where the file ends. */
  readPart(path: string, offset: number, length: number): Promise<Uint8Array>;
  diskSpace(path: string): Promise<DiskSpace>;
}

export interface WritableFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Writes over what the file begins with; nothing is appended afterwards. */
  writeStart(bytes: Uint8Array): Promise<void>;
  /** Makes the content durable. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const { O_WRONLY, O_CREAT, O_EXCL, O_TRUNC } = constants;

export const nodeFileSystem: FileSystem = {
  async create(path, how) {
    const file = await open(path, O_WRONLY | O_CREAT | (how === 'new' ? O_EXCL : O_TRUNC), 0o600);
    return {
      append: (bytes) => file.writeFile(bytes),
      writeStart: (bytes) => writeAll(file, bytes),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },

  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },

  async syncFolder(path) {
    // Windows has no such call on a folder (EPERM); NTFS journals its names.
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },

  remove: (path) => rm(path, { force: true }),
  list: (path) => readdir(path),
  read: (path) => readFile(path),

  async readPart(path, offset, length) {
    const file = await open(path, 'r');
    try {
      return await readUpTo(file, offset, length);
    } finally {
      await file.close();
    }
  },

  async diskSpace(path) {
    const { bavail, blocks, bsize } = await statfs(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  },
};

/** One call may write less than it was given. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, done);
    done += bytesWritten;
  }
}

/** One call may read less than there is. */
async function readUpTo(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileSystem } from './file-system.ts';

/** Makes a folder for this user alone, with those above it that are missing, and all their names durable. */
export async function makeFolder(fileSystem: Pick<FileSystem, 'syncFolder'>, path: string): Promise<void> {
  const firstMade = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let folder = path; folder.startsWith(firstMade); folder = dirname(folder))
    await fileSystem.syncFolder(dirname(folder));
}

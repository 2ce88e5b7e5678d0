import path from 'node:path';

export interface Folders {
  /** Mail, settings, session log. */
  readonly data: string;
  /** What the window keeps for itself, and the lock of the single instance. */
  readonly window: string;
}

/**
 * Where this installation keeps its files: below the system's folder for the app, or in DIR with `--data DIR`,
 * as the headless host takes it.
 */
export function chooseFolders(argv: readonly string[], systemFolder: string): Folders {
  const flag = argv.indexOf('--data');
  const chosen = flag === -1 ? undefined : argv[flag + 1];
  if (chosen === undefined) return { data: path.join(systemFolder, 'data'), window: systemFolder };
  const data = path.resolve(chosen);
  return { data, window: path.join(data, 'window') };
}

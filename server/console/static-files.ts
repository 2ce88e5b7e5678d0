import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

export interface StaticFile {
  readonly type: string;
  readonly content: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Gatepost</title>
<p>Gatepost is running, but its window has not been built. Run <code>npm run build</code> and reload this page.</p>
</html>
`;

/**
 * A file of the built window, or null where there is none. `path` is the path of a URL, still encoded; nothing
 * outside the folder is ever answered, nor a file of a type that a window does not have.
 */
export async function readStaticFile(folder: string, path: string): Promise<StaticFile | null> {
  const name = decodePath(path === '/' ? '/index.html' : path);
  if (name === null) return null;
  const root = resolve(folder);
  const file = resolve(join(root, name));
  const type = TYPES[extname(file)];
  if (!file.startsWith(root + sep) || type === undefined) return null;
  try {
    return { type, content: await readFile(file) };
  } catch {
    if (path !== '/') return null;
    return { type: 'text/html; charset=utf-8', content: new TextEncoder().encode(NOT_BUILT) };
  }
}

function decodePath(path: string): string | null {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') || name.includes('\\') ? null : name;
  } catch {
    return null;
  }
}

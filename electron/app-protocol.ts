import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The one origin that the window loads; anything else is refused everywhere. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://gatepost';

export function isAppUrl(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`);
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** Answers app://gatepost/... with the files of the built renderer, and with nothing outside that folder. */
export function serveRenderer(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const file = fileOf(folder, url);
    if (file === null || request.method !== 'GET') return new Response('forbidden', { status: 403 });
    const contentType = CONTENT_TYPES[path.extname(file)];
    if (contentType === undefined) return new Response('not found', { status: 404 });
    try {
      const headers = {
        'content-type': contentType,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      };
      return new Response(await readFile(file), { headers });
    } catch {
      return new Response('not found', { status: 404 });
    }
  };
}

function fileOf(folder: string, url: URL): string | null {
  if (url.host !== new URL(`${APP_ORIGIN}/`).host) return null;
  const name = url.pathname === '/' ? '/index.html' : url.pathname;
  let decoded: string;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    return null;
  }
  const file = path.normalize(path.join(folder, decoded));
  return file.startsWith(folder + path.sep) ? file : null;
}

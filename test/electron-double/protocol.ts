import { life } from './app.ts';
import { recorder, type PermissionCheckHandler, type PermissionRequestHandler } from './recorder.ts';
import { strict } from './strict.ts';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/** Stock Chromium can register no scheme, so `app://host/path` travels as https://host.app<SUFFIX>/path. */
export const SUFFIX = '.electron-double.invalid';
const schemes = new Set<string>();
const handlers = new Map<string, ProtocolHandler>();

export function toBrowserUrl(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url);
  if (!match || !schemes.has(match[1] ?? '')) return url;
  return `https://${match[2] ?? ''}.${match[1] ?? ''}${SUFFIX}${match[3] === '' ? '/' : (match[3] ?? '/')}`;
}

export function toAppUrl(url: string): string {
  const match = /^https:\/\/(.*)\.([a-z0-9+-]+)\.electron-double\.invalid(.*)$/i.exec(url);
  return match ? `${match[2] ?? ''}://${match[1] ?? ''}${match[3] ?? ''}` : url;
}

export function originOf(appUrl: string): string {
  return appUrl.split('/').slice(0, 3).join('/');
}

export function handlerFor(appUrl: string): ProtocolHandler | undefined {
  return handlers.get(appUrl.split(':')[0] ?? '');
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: readonly { readonly scheme: string }[]): void {
    if (life.state !== 'starting') {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    for (const { scheme } of list) schemes.add(scheme);
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    if (life.state === 'starting') throw new Error('protocol.handle before the app is ready');
    if (handlers.has(scheme)) throw new Error(`${scheme} is handled already`);
    schemes.add(scheme);
    handlers.set(scheme, handler);
  },
});

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler: (handler: PermissionRequestHandler): void => {
      recorder.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: PermissionCheckHandler): void => {
      recorder.permissionCheck = handler;
    },
  }),
});

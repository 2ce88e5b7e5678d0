import type { Menu, Notification, Tray } from './desktop.ts';

/** What the app asked of the desktop, for tests: `app.evaluate(() => globalThis.electronDouble)`. */
export interface Recorder {
  readonly calls: { readonly what: string; readonly args: readonly unknown[] }[];
  readonly trays: Tray[];
  /** Those that were shown, in order. */
  readonly notifications: Notification[];
  applicationMenu: Menu | null;
  /** Which buttons are pressed in the next dialogs, by their index. */
  readonly nextAnswers: number[];
  permissionRequest: PermissionRequestHandler | null;
  permissionCheck: PermissionCheckHandler | null;
}

export type PermissionRequestHandler = (
  contents: { readonly getURL: () => string },
  permission: string,
  answer: (isGranted: boolean) => void,
) => void;
export type PermissionCheckHandler = (contents: null, permission: string, origin: string) => boolean;

export const recorder: Recorder = {
  calls: [],
  trays: [],
  notifications: [],
  applicationMenu: null,
  nextAnswers: [],
  permissionRequest: null,
  permissionCheck: null,
};
Object.assign(globalThis, { electronDouble: recorder });

/** Notes a call that has no effect here. Arguments are kept as JSON can carry them. */
export function record(what: string, ...args: readonly unknown[]): void {
  recorder.calls.push({ what, args: args.map(asJson) });
}

function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value ?? null));
  } catch {
    return String(value);
  }
}

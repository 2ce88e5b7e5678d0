export const IS_MAC = navigator.userAgent.includes('Mac');

/** How the system writes a shortcut: `Ctrl+K`, or `⌘K` on a Mac. */
export function shortcutName(key: string): string {
  return IS_MAC ? `⌘${key}` : `Ctrl+${key}`;
}

const IS_MAC = navigator.userAgent.includes('Mac');

/** How the system writes a shortcut: `Ctrl+K`, or `⌘K` on a Mac. */
export function shortcutName(key: string): string {
  return IS_MAC ? `⌘${key}` : `Ctrl+${key}`;
}

/** Whether the event is the given key with the system's own modifier and no other. */
export function isShortcut(event: KeyboardEvent, key: string): boolean {
  const hasModifier = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return hasModifier && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;
}

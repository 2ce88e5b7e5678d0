import { IS_MAC } from './shortcut.ts';

/**
 * Every key of the window, by the region in which it works: what the handlers ask, and what the help shows. `mod` is
 * Ctrl, or the command key on a Mac. Keys without it work only while their region has the focus (WCAG 2.1.4), but
 * for `?`, which never works in a field and can be switched off.
 */
export const SHORTCUTS = {
  window: {
    search: ['mod+k'],
    pages: ['mod+1', 'mod+2', 'mod+3', 'mod+4', 'mod+5', 'mod+6', 'mod+7', 'mod+8', 'mod+9'],
    filter: ['mod+f'],
    nextRegion: ['F6'],
    previousRegion: ['shift+F6'],
    help: ['mod+/'],
    helpByMark: ['?'],
  },
  palette: { down: ['ArrowDown'], up: ['ArrowUp'], run: ['Enter'], close: ['Escape'] },
  log: {
    down: ['ArrowDown'],
    up: ['ArrowUp'],
    pageDown: ['PageDown'],
    pageUp: ['PageUp'],
    first: ['Home'],
    last: ['End'],
    show: ['Enter'],
    pause: [' '],
    follow: ['Escape'],
    menu: ['ContextMenu', 'shift+F10'],
  },
  session: { whiteList: ['w'], trust: ['t'], unblock: ['u'], block: ['b'], openOption: ['o'] },
  queue: {
    down: ['ArrowDown', 'shift+ArrowDown'],
    up: ['ArrowUp', 'shift+ArrowUp'],
    pageDown: ['PageDown', 'shift+PageDown'],
    pageUp: ['PageUp', 'shift+PageUp'],
    first: ['Home', 'shift+Home'],
    last: ['End', 'shift+End'],
    show: ['Enter'],
    select: [' '],
    selectAll: ['mod+a'],
    remove: ['Delete'],
    unselect: ['Escape'],
  },
  matrix: {
    down: ['ArrowDown'],
    up: ['ArrowUp'],
    left: ['ArrowLeft'],
    right: ['ArrowRight'],
    first: ['Home'],
    last: ['End'],
    firstOfAll: ['ctrl+Home'],
    lastOfAll: ['ctrl+End'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type Region = keyof typeof SHORTCUTS;
export type Action<R extends Region> = keyof (typeof SHORTCUTS)[R] & string;

/** What a key press says of its modifiers; a KeyboardEvent, or React's. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key means in a region; null for keys that mean nothing there. */
export function actionOf<R extends Region>(region: R, press: KeyPress): Action<R> | null {
  const pressed = combinationOf(press);
  const found = Object.entries(SHORTCUTS[region]).find(([, keys]: [string, readonly string[]]) =>
    keys.some((combination) => pressed.includes(combination)),
  );
  return (found?.[0] ?? null) as Action<R> | null; // the region's own keys, which Object.entries widens
}

/** The press as the table writes it; a character that needs Shift on some keyboards has no `shift+`. */
function combinationOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): readonly string[] {
  if (altKey) return [];
  const isMod = IS_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const shift = shiftKey && key.length > 1 ? 'shift+' : '';
  if (isMod && ctrlKey) return shiftKey ? [] : [`mod+${name}`, `ctrl+${name}`];
  if (isMod) return shiftKey ? [] : [`mod+${name}`];
  if (ctrlKey) return [`ctrl+${shift}${name}`];
  return metaKey ? [] : [`${shift}${name}`];
}

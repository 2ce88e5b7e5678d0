import type { SHORTCUTS } from '../../shell/shortcuts.ts';
import { words } from '../words.ts';

/** A word for each action of the table, so that none can be left out. */
type ActionWords = {
  readonly [R in keyof typeof SHORTCUTS]: Readonly<Record<keyof (typeof SHORTCUTS)[R], string>>;
};

const moving = {
  down: 'Down',
  up: 'Up',
  pageDown: 'A page down',
  pageUp: 'A page up',
  first: 'To the first',
  last: 'To the last',
} as const;

const actions: ActionWords = {
  window: {
    search: 'Search and commands',
    pages: 'Open a page, in the order of the list',
    filter: 'Filter or search the page',
    nextRegion: 'Next part of the window',
    previousRegion: 'Part before',
    help: 'This list',
    helpByMark: 'This list, outside fields',
  },
  palette: { down: 'Next entry', up: 'Entry before', run: 'Open or do it', close: 'Close' },
  log: {
    ...moving,
    show: 'Show the session',
    pause: 'Pause or go on',
    follow: 'Follow again',
    menu: 'Menu of the cell',
  },
  session: {
    whiteList: 'White list the sender',
    trust: 'Trust the IP',
    unblock: 'Unblock the IP',
    block: 'Block the IP',
    openOption: 'Open the option that decided',
  },
  queue: {
    ...moving,
    show: 'Show the message',
    select: 'Select',
    selectAll: 'Select all',
    remove: 'Delete the selected ones',
    unselect: 'Select none',
  },
  matrix: {
    down: 'Account below',
    up: 'Account above',
    left: 'Address before',
    right: 'Next address',
    first: 'First of the row',
    last: 'Last of the row',
    firstOfAll: 'First of all',
    lastOfAll: 'Last of all',
  },
};

export const shortcutsText = words('shortcutsText', {
  title: 'Keyboard shortcuts',
  regions: {
    window: 'Everywhere',
    palette: 'Search and commands',
    log: 'Log, in the list',
    session: 'A session, in the list or its detail',
    queue: 'Queue, in the list (with Shift: select)',
    matrix: 'Who may send as whom',
  },
  actions,
  markKey: '“?” alone opens this list',
  control: 'Ctrl',
  shift: 'Shift',
  keyNames: {
    ' ': 'Space',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
    Home: 'Home',
    End: 'End',
    Enter: 'Enter',
    Escape: 'Esc',
    Delete: 'Delete',
    ContextMenu: 'Menu',
  },
});

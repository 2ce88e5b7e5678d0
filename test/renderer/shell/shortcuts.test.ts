import { describe, expect, test } from 'vitest';
import { actionOf, SHORTCUTS, type KeyPress } from '../../../renderer/shell/shortcuts.ts';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('a key means', () => {
  test.each([
    ['the search, with Ctrl', press('k', { ctrlKey: true }), 'search'],
    ['the same with Caps Lock', press('K', { ctrlKey: true }), 'search'],
    ['a page, with Ctrl and a digit', press('7', { ctrlKey: true }), 'pages'],
    ['the next region', press('F6'), 'nextRegion'],
    ['the region before, with Shift', press('F6', { shiftKey: true }), 'previousRegion'],
    ['the help, wherever the mark needs Shift', press('?', { shiftKey: true }), 'helpByMark'],
    ['nothing without Ctrl', press('k'), null],
    ['nothing with Alt, which writes characters', press('k', { ctrlKey: true, altKey: true }), null],
    ['nothing with Shift and Ctrl', press('k', { ctrlKey: true, shiftKey: true }), null],
    ['nothing of another region', press('ArrowDown'), null],
  ] as const)('%s', (_, pressed, action) => {
    expect(actionOf('window', pressed)).toBe(action);
  });

  test.each([
    ['down', press('ArrowDown')],
    ['down', press('ArrowDown', { shiftKey: true })],
    ['select', press(' ')],
    ['selectAll', press('a', { ctrlKey: true })],
  ] as const)('%s in the queue', (action, pressed) => {
    expect(actionOf('queue', pressed)).toBe(action);
  });

  test.each([
    ['first', press('Home')],
    ['firstOfAll', press('Home', { ctrlKey: true })],
  ] as const)('%s in the matrix', (action, pressed) => {
    expect(actionOf('matrix', pressed)).toBe(action);
  });
});

test('no key means two things in one region, nor in a region what it means everywhere', () => {
  const everywhere = Object.values(SHORTCUTS.window).flat();
  for (const [region, actions] of Object.entries<Readonly<Record<string, readonly string[]>>>(SHORTCUTS)) {
    const keys = [...Object.values(actions).flat(), ...(region === 'window' ? [] : everywhere)];
    expect(keys.toSorted(), region).toEqual([...new Set(keys)].toSorted());
  }
});

test('a key that writes a character needs a modifier everywhere, but for the mark that can be switched off', () => {
  const bare = Object.values(SHORTCUTS.window)
    .flat()
    .filter((keys) => keys.length === 1);
  expect(bare).toEqual(['?']);
});

import { expect, test } from 'vitest';
import { placeWindow } from '../../electron/window-place.ts';

const SCREENS = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 0, width: 1280, height: 1000 },
];
const USUAL = { width: 1180, height: 800 };
const left = (x: number, y: number, width = 1200, height = 900) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

test.for([
  ['never opened before', null, USUAL],
  ['left on the first screen', left(50, 60), { x: 50, y: 60, width: 1200, height: 900 }],
  ['left on the second screen', left(1950, 10), { x: 1950, y: 10, width: 1200, height: 900 }],
  ['partly beside the screen', left(-1000, 60), { x: -1000, y: 60, width: 1200, height: 900 }],
  ['left on a screen that is gone', left(4000, 60), USUAL],
  ['almost wholly beside the screen', left(-1100, 60), USUAL],
  ['with its title bar above the screen', left(50, -40), USUAL],
  ['with its title bar below the screen', left(50, 1020), USUAL],
  ['larger than the screen is now', left(0, 0, 4000, 3000), { x: 0, y: 0, width: 1920, height: 1040 }],
  ['smaller than it may be', left(0, 0, 300, 200), { x: 0, y: 0, width: 900, height: 600 }],
] as const)('a window %s', ([, place, opens]) => {
  expect(placeWindow(place, SCREENS)).toEqual(opens);
});

/** Where a window stands, in the desktop's own pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  readonly bounds: Bounds;
  readonly isMaximized: boolean;
}

export const LEAST_SIZE = { width: 900, height: 600 } as const;
const USUAL_SIZE = { width: 1180, height: 800 } as const;
/** So much of the title bar must be on a screen that it can be taken hold of. */
const GRIP = { width: 120, height: 32 } as const;

export type OpeningPlace = Partial<Bounds> & Pick<Bounds, 'width' | 'height'>;

/**
 * Where the window opens: as it was left, unless the screen it stood on is gone or another one now; then in its usual
 * size, where the system puts it. `screens`: the work areas of the displays.
 */
export function placeWindow(left: WindowPlace | null, screens: readonly Bounds[]): OpeningPlace {
  if (left === null) return USUAL_SIZE;
  const { bounds } = left;
  const screen = screens.find((area) => showsTitleBar(bounds, area));
  if (!screen) return USUAL_SIZE;
  return {
    x: bounds.x,
    y: bounds.y,
    width: clamp(bounds.width, LEAST_SIZE.width, screen.width),
    height: clamp(bounds.height, LEAST_SIZE.height, screen.height),
  };
}

function showsTitleBar({ x, y, width }: Bounds, area: Bounds): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return visible >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

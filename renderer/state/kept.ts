/** What the window keeps for itself between its visits, in this browser or desktop profile. */
export type KeptName = 'theme' | 'contrast' | 'language' | 'recent' | 'mark-key' | 'first-run';

/** Null where nothing is kept, or where the browser lets nothing be kept. */
export function readKept(name: KeptName): string | null {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null; // storage is switched off: the window is as on its first visit
  }
}

/** Null forgets it. */
export function keep(name: KeptName, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), value);
  } catch {
    // storage is switched off or full: the choice holds until the window closes
  }
}

function keyOf(name: KeptName): string {
  return `gatepost-${name}`;
}

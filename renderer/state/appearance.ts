import { useSyncExternalStore } from 'react';
import { keep, readKept, type KeptName } from './kept.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** `system`: more where the system asks for it (prefers-contrast). */
export const CONTRASTS = ['system', 'normal', 'more'] as const;
export type Contrast = (typeof CONTRASTS)[number];

export interface Appearance {
  readonly theme: Theme;
  readonly contrast: Contrast;
}

/** Heard by public/appearance.js, the one place that applies what is kept. */
const CHANGED = 'gatepost-appearance';

/** How the window looks, as it is kept for this browser or desktop profile. */
export function useAppearance(): Appearance {
  const kept = useSyncExternalStore(subscribe, () => `${stored('theme')} ${stored('contrast')}`);
  const [theme, contrast] = kept.split(' ');
  return {
    theme: THEMES.find((name) => name === theme) ?? 'system',
    contrast: CONTRASTS.find((name) => name === contrast) ?? 'system',
  };
}

/** Shows at once in every window of this browser. */
export function changeAppearance({ theme, contrast }: Partial<Appearance>): void {
  if (theme !== undefined) keep('theme', theme === 'system' ? null : theme);
  if (contrast !== undefined) keep('contrast', contrast === 'system' ? null : contrast);
  dispatchEvent(new Event(CHANGED));
}

function stored(name: KeptName): string {
  return readKept(name) ?? 'system';
}

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  addEventListener('storage', listener);
  return () => {
    removeEventListener(CHANGED, listener);
    removeEventListener('storage', listener);
  };
}

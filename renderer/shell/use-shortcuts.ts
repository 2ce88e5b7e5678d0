import { useEffect } from 'react';
import { PAGES } from '../routes.ts';
import { navigate } from '../state/hash-location.ts';
import { isMarkKeyOn } from '../state/mark-key.ts';
import { openOverlay } from './overlays.ts';
import { actionOf } from './shortcuts.ts';

/** The window's own keys, but for those of a page; none of them works while a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('.dialog-overlay') || !act(event)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Answers whether the key meant anything. */
function act(event: KeyboardEvent): boolean {
  switch (actionOf('window', event)) {
    case 'search':
      openOverlay('palette');
      return true;
    case 'help':
      openOverlay('shortcuts');
      return true;
    case 'helpByMark':
      if (isWrittenIn(event.target) || !isMarkKeyOn()) return false;
      openOverlay('shortcuts');
      return true;
    case 'pages': {
      const page = PAGES[Number(event.key) - 1];
      if (page) navigate(page.path);
      return page !== undefined;
    }
    case 'nextRegion':
      focusNextRegion(1);
      return true;
    case 'previousRegion':
      focusNextRegion(-1);
      return true;
    case 'filter': // the page's own
    case null:
      return false;
  }
}

/** A character typed into a field belongs to the field. */
function isWrittenIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  // The innermost region that has the focus: a page's own ones lie within the content.
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = here === -1 ? (step === 1 ? 0 : regions.length - 1) : here + step;
  regions[(next + regions.length) % regions.length]?.focus();
}

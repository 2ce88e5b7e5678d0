import { useEffect } from 'react';
import { PAGES } from '../routes.ts';
import { navigate } from '../state/hash-location.ts';
import { SEARCH_ID } from './search-id.ts';
import { isShortcut } from './shortcut.ts';

/** The window's own keys: Ctrl+1 to Ctrl+9 open pages, Ctrl+K the search box, F6 goes round the regions. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('.dialog-overlay')) return;
      const page = PAGES.slice(0, 9).find((_, index) => isShortcut(event, String(index + 1)));
      if (page) navigate(page.path);
      else if (isShortcut(event, 'k')) document.getElementById(SEARCH_ID)?.focus();
      else if (event.key === 'F6') focusNextRegion(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  // The innermost region that has the focus: a page's own ones lie within the content.
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = here === -1 ? (step === 1 ? 0 : regions.length - 1) : here + step;
  regions[(next + regions.length) % regions.length]?.focus();
}

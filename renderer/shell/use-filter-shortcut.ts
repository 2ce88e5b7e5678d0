import { useEffect } from 'react';
import { actionOf } from './shortcuts.ts';

/** Ctrl+F goes to the page's own filter field. */
export function useFilterShortcut(fieldId: string): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (actionOf('window', event) !== 'filter') return;
      event.preventDefault();
      document.getElementById(fieldId)?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [fieldId]);
}

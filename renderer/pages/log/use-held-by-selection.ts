import { useEffect, useRef, type RefObject } from 'react';
import type { LogView } from '../../state/log-view.ts';

/** Text that is being selected in the list does not move away under the pointer. */
export function useHeldBySelection(grid: RefObject<HTMLElement | null>, { setHeld }: LogView): void {
  const hold = useRef(setHeld);
  useEffect(() => {
    hold.current = setHeld;
  });
  useEffect(() => {
    const onSelectionChange = () => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || !grid.current?.contains(selection.anchorNode)) return;
      hold.current(true);
    };
    document.addEventListener('selectionchange', onSelectionChange);
    return () => {
      document.removeEventListener('selectionchange', onSelectionChange);
    };
  }, [grid]);
}

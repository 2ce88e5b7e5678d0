import { lazy, Suspense } from 'react';
import { openOverlay, useOverlay } from './overlays.ts';

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }));
const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }));

/** The command palette and the list of shortcuts, each loaded when it is first asked for. */
export function OverlayHost() {
  const overlay = useOverlay();
  const close = () => {
    openOverlay('none');
  };
  return (
    <Suspense>
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'shortcuts' && <ShortcutHelp onClose={close} />}
    </Suspense>
  );
}

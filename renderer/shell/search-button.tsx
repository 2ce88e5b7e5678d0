import { Search } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { text } from '../text/en.ts';
import { openOverlay } from './overlays.ts';
import { shortcutName } from './shortcut.ts';

/** Looks like the field that it opens: the command palette. */
export function SearchButton() {
  return (
    <Button
      className="search-button"
      aria-keyshortcuts="Control+K Meta+K"
      onPress={() => {
        openOverlay('palette');
      }}
    >
      <Search size={16} aria-hidden />
      <span className="search-button-words">{text.shell.search}</span>
      <kbd aria-hidden>{shortcutName('K')}</kbd>
    </Button>
  );
}

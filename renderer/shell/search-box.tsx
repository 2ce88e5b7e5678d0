import { Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { text } from '../text/en.ts';
import { SEARCH_ID } from './search-id.ts';
import { shortcutName } from './shortcut.ts';

const SearchComboBox = lazy(async () => ({
  default: (await import('./search-combo-box.tsx')).SearchComboBox,
}));

/** Finds pages and options by name and goes there. Until it is first used it is a plain field: the list is not loaded. */
export function SearchBox() {
  const [wanted, setWanted] = useState('');
  const [isUsed, setUsed] = useState(false);
  const plainField = (
    <input
      id={SEARCH_ID}
      className="search-input"
      aria-label={text.shell.search}
      placeholder={text.shell.searchPlaceholder(shortcutName('K'))}
      value={wanted}
      onFocus={() => {
        setUsed(true);
      }}
      onChange={(event) => {
        setWanted(event.target.value);
      }}
    />
  );
  return (
    <div className="search" role="search">
      <Search size={16} aria-hidden className="search-icon" />
      {isUsed ? (
        <Suspense fallback={plainField}>
          <SearchComboBox wanted={wanted} onWanted={setWanted} />
        </Suspense>
      ) : (
        plainField
      )}
    </div>
  );
}

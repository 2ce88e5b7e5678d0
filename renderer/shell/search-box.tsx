import { Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { navigate } from '../state/hash-location.ts';
import { text } from '../text/en.ts';
import { SEARCH_ID } from './search-id.ts';
import { findItems } from './search-items.ts';
import { shortcutName } from './shortcut.ts';

/**
 * Finds pages and options by name and goes there; anything can be looked for in the live log too. A combo box with
 * a list (ARIA authoring practices): the focus stays in the field, arrows choose, Enter goes, Escape closes.
 */
export function SearchBox() {
  const id = useId();
  const [wanted, setWanted] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const items = findItems(wanted);
  const optionId = (index: number) => `${id}-${String(index)}`;

  const close = () => {
    setWanted('');
    setOpen(false);
    setChosen(0);
  };
  const goTo = (address: string) => {
    close();
    navigate(address);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[chosen];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      if (isOpen) setChosen((chosen + step + items.length) % items.length);
    } else if (event.key === 'Enter' && isOpen && item) goTo(item.address);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
  };

  return (
    <div className="search" role="search">
      <Search size={16} aria-hidden className="search-icon" />
      <input
        id={SEARCH_ID}
        className="search-input"
        role="combobox"
        aria-label={text.shell.search}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? optionId(chosen) : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={text.shell.searchPlaceholder(shortcutName('K'))}
        value={wanted}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={close}
        onChange={(event) => {
          setWanted(event.target.value);
          setChosen(0);
          setOpen(true);
        }}
      />
      <ul
        id={`${id}-list`}
        className="search-list"
        role="listbox"
        aria-label={text.shell.search}
        hidden={!isOpen}
      >
        {items.map(({ address, name, context }, index) => (
          <li
            key={address}
            id={optionId(index)}
            role="option"
            aria-selected={index === chosen}
            className="search-item"
            // The field keeps the focus, or its list would close before the click.
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              goTo(address);
            }}
          >
            <span>{name}</span>
            <span className="search-context">{context}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

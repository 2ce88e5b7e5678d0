import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { navigate } from '../state/hash-location.ts';
import { logAddress } from '../state/log-address.ts';
import { text } from '../text/en.ts';
import { SEARCH_ID } from './search-id.ts';
import { searchItems, type SearchItem } from './search-items.ts';
import { shortcutName } from './shortcut.ts';

const ITEMS = searchItems();
const MOST = 12;

interface Props {
  readonly wanted: string;
  readonly onWanted: (wanted: string) => void;
}

/** The search box at work: a list of what has the words in its name, and the live log for whatever else. */
export function SearchComboBox({ wanted, onWanted }: Props) {
  const found = findItems(wanted.trim());
  return (
    <ComboBox
      className="search-field"
      aria-label={text.shell.search}
      items={found}
      inputValue={wanted}
      onInputChange={onWanted}
      value={null}
      onChange={(address) => {
        if (address === null) return;
        onWanted('');
        navigate(String(address));
      }}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
    >
      <Input
        id={SEARCH_ID}
        autoFocus
        className="search-input"
        placeholder={text.shell.searchPlaceholder(shortcutName('K'))}
      />
      <Popover className="popover search-popover" placement="bottom end">
        <ListBox<SearchItem>
          className="list-box"
          renderEmptyState={() => <span className="list-box-empty">{text.shell.searchNothing}</span>}
        >
          {(item) => (
            <ListBoxItem id={item.address} textValue={item.name} className="list-box-item">
              <Text slot="label">{item.name}</Text>
              <Text slot="description">{item.context}</Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function findItems(wanted: string): readonly SearchItem[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return ITEMS.slice(0, MOST);
  const named = ITEMS.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const inLog = { address: logAddress({ text: wanted }), name: wanted, context: text.shell.pages.log };
  return [...named.slice(0, MOST), inLog];
}

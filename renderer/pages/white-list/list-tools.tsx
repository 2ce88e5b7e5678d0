import { Button } from '../../parts/button.tsx';
import { whiteListText as words } from '../../text/en/white-list.ts';
import type { ListView, Order, Shown } from './white-list-view.ts';

const SHOWN = Object.keys(words.shown) as readonly Shown[]; // Object.keys widens to string[]
const ORDERS = Object.keys(words.orders) as readonly Order[]; // the same

interface Props {
  readonly view: ListView;
  readonly onChange: (view: ListView) => void;
  /** How many entries are seen that nobody ever used; they can be removed together. */
  readonly removable: number;
  readonly onRemoveAll: () => void;
}

/** Which entries are shown, and in which order. */
export function ListTools({ view, onChange, removable, onRemoveAll }: Props) {
  return (
    <div className="list-tools" role="search">
      <input
        className="field-input"
        type="search"
        aria-label={words.find}
        placeholder={words.findPlaceholder}
        value={view.text}
        onChange={(event) => {
          onChange({ ...view, text: event.target.value });
        }}
      />
      <select
        className="field-input"
        aria-label={words.show}
        value={view.shown}
        onChange={(event) => {
          onChange({ ...view, shown: SHOWN.find((name) => name === event.target.value) ?? 'all' });
        }}
      >
        {SHOWN.map((name) => (
          <option key={name} value={name}>
            {words.shown[name]}
          </option>
        ))}
      </select>
      <select
        className="field-input"
        aria-label={words.order}
        value={view.order}
        onChange={(event) => {
          onChange({ ...view, order: ORDERS.find((name) => name === event.target.value) ?? 'listed' });
        }}
      >
        {ORDERS.map((name) => (
          <option key={name} value={name}>
            {words.orders[name]}
          </option>
        ))}
      </select>
      {removable > 0 && <Button onPress={onRemoveAll}>{words.removeThese(removable)}</Button>}
    </div>
  );
}

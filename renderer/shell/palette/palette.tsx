import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { paletteText } from '../../text/en/palette.ts';
import { actionOf } from '../shortcuts.ts';
import { findEntries } from './find-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { PaletteList } from './palette-list.tsx';
import { placeEntries } from './place-entries.ts';
import { noteRecent, recentEntries } from './recent-entries.ts';
import { typedEntries } from './typed-entries.ts';
import { useCommands } from './use-commands.ts';
import { useHeldEntries } from './use-held-entries.ts';

const PLACES = placeEntries();

/**
 * Goes to every page, option, setting, account and list entry, and runs commands, all by name. A combo box with a
 * list in groups (ARIA authoring practices): the focus stays in the field, arrows choose, Enter runs, Escape closes.
 */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalOverlay
      className="dialog-overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="dialog-modal palette">
        <Dialog className="palette-dialog" aria-label={paletteText.title}>
          <PaletteSearch onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteSearch({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const [recent] = useState(recentEntries);
  const entries = [...typedEntries(typed), ...useCommands(), ...PLACES, ...useHeldEntries()];
  const groups = findEntries(typed, entries, recent);
  const shown = groups.flatMap((group) => group.entries);
  const optionId = (index: number) => `${id}-${String(index)}`;

  const run = (entry: PaletteEntry) => {
    noteRecent(entry.id);
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf('palette', event);
    const entry = shown[chosen];
    const step = action === 'down' ? 1 : -1;
    if (action === null || action === 'close') return; // the dialog's own
    if (action === 'run') {
      if (entry) run(entry);
    } else setChosen((chosen + step + shown.length) % Math.max(1, shown.length));
    event.preventDefault();
  };

  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-label={paletteText.title}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? optionId(chosen) : undefined}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        placeholder={paletteText.placeholder}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
      />
      <PaletteList id={`${id}-list`} groups={groups} chosen={chosen} optionId={optionId} onRun={run} />
      <p className="palette-keys">
        <span>{paletteText.keys}</span>
        <span role="status" className="visually-hidden">
          {paletteText.found(shown.length)}
        </span>
      </p>
    </>
  );
}

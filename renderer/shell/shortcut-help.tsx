import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { CheckBox } from '../parts/check-box.tsx';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import { isMarkKeyOn, setMarkKey } from '../state/mark-key.ts';
import { text } from '../text/en.ts';
import { shortcutsText } from '../text/en/shortcuts.ts';
import { IS_MAC } from './shortcut.ts';
import { SHORTCUTS, type Region } from './shortcuts.ts';

const REGIONS = Object.keys(SHORTCUTS) as readonly Region[]; // Object.keys widens to string

/** Every key, by region: the very table that the handlers read. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const [isOn, setOn] = useState(isMarkKeyOn);
  return (
    <DialogFrame title={shortcutsText.title} width="wide" onClose={onClose}>
      <div className="shortcut-regions">
        {REGIONS.map((region) => (
          <ShortcutRegion key={region} region={region} />
        ))}
      </div>
      <CheckBox
        isOn={isOn}
        onChange={(next) => {
          setMarkKey(next);
          setOn(next);
        }}
      >
        {shortcutsText.markKey}
      </CheckBox>
      <div className="dialog-actions">
        <Button autoFocus onPress={onClose}>
          {text.common.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

function actionsOf(region: Region): Readonly<Record<string, readonly string[]>> {
  return SHORTCUTS[region];
}

function ShortcutRegion({ region }: { readonly region: Region }) {
  const actions: Readonly<Record<string, string>> = shortcutsText.actions[region];
  return (
    <section aria-labelledby={`shortcuts-${region}`}>
      <h3 id={`shortcuts-${region}`}>{shortcutsText.regions[region]}</h3>
      <dl className="shortcut-list">
        {Object.entries(actionsOf(region)).map(([action, keys]) => (
          <div key={action}>
            <dt>{actions[action]}</dt>
            <dd>
              {namesOf(keys).map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A row of digits is told by its ends: `Ctrl+1 … 9`. */
function namesOf(keys: readonly string[]): readonly string[] {
  const [first = '', second] = keys;
  if (first === 'mod+1' && second !== undefined) return [`${nameOf(first)} … ${String(keys.length)}`];
  return keys.map(nameOf);
}

function nameOf(combination: string): string {
  const [key = '', ...modifiers] = combination.split('+').toReversed();
  const names: Readonly<Record<string, string>> = shortcutsText.keyNames;
  const modifierNames: Readonly<Record<string, string>> = IS_MAC
    ? { mod: '⌘', ctrl: '⌃', shift: '⇧' }
    : {
        mod: `${shortcutsText.control}+`,
        ctrl: `${shortcutsText.control}+`,
        shift: `${shortcutsText.shift}+`,
      };
  return `${modifiers.map((name) => modifierNames[name] ?? '').join('')}${names[key] ?? key.toUpperCase()}`;
}

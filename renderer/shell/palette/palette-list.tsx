import { useEffect, useRef } from 'react';
import { paletteText } from '../../text/en/palette.ts';
import type { FoundGroup } from './find-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';

interface Props {
  readonly id: string;
  readonly groups: readonly FoundGroup[];
  /** The place of the chosen entry, counted through all groups. */
  readonly chosen: number;
  readonly optionId: (index: number) => string;
  readonly onRun: (entry: PaletteEntry) => void;
}

/** What was found, in groups, each entry with where it leads. The field holds the focus; a click runs an entry. */
export function PaletteList({ id, groups, chosen, optionId, onRun }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, groups]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={paletteText.title} className="palette-list">
      {withPlaces(groups).map(({ group, start, entries }) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`} className="palette-group">
          <div id={`${id}-${group}`} role="presentation" className="palette-group-title">
            {paletteText.groups[group]}
          </div>
          {entries.map((entry, offset) => {
            const index = start + offset;
            return (
              <div
                key={entry.id}
                id={optionId(index)}
                role="option"
                aria-selected={index === chosen}
                className="palette-item"
                onClick={() => {
                  onRun(entry);
                }}
              >
                <span lang={entry.isEnglish ? 'en' : undefined}>{entry.name}</span>
                <span className="palette-context">{entry.context}</span>
              </div>
            );
          })}
        </div>
      ))}
      {groups.length === 0 && <p className="palette-none">{paletteText.nothing}</p>}
    </div>
  );
}

/** Each group with the place of its first entry, counted through all groups. */
function withPlaces(groups: readonly FoundGroup[]): readonly (FoundGroup & { readonly start: number })[] {
  return groups.map((group, index) => ({
    ...group,
    start: groups.slice(0, index).reduce((sum, { entries }) => sum + entries.length, 0),
  }));
}

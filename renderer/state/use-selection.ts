import { useState } from 'react';

/** Which entries of a list are selected. Those that leave the list are no longer, whatever comes in their place. */
export interface Selection {
  /** Of the entries that are listed now. */
  readonly count: number;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** Selects from where a selection began (at `from`, where none has) to this entry. */
  readonly extendTo: (id: string, from: string) => void;
  readonly selectAll: (isSelected: boolean) => void;
}

/** The selection among the entries with these ids, in their order. */
export function useSelection(listed: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  return {
    count: listed.filter((id) => chosen.has(id)).length,
    has: (id) => chosen.has(id),
    toggle: (id) => {
      setAnchor(id);
      setChosen(toggled(chosen, id));
    },
    extendTo: (id, from) => {
      const start = anchor !== null && listed.includes(anchor) ? anchor : from;
      setAnchor(start);
      setChosen(new Set(between(listed, start, id)));
    },
    selectAll: (isSelected) => {
      setAnchor(null);
      setChosen(new Set(isSelected ? listed : []));
    },
  };
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The ids from one to the other, both included, whichever comes first. */
export function between(listed: readonly string[], one: string, other: string): readonly string[] {
  const ends = [listed.indexOf(one), listed.indexOf(other)];
  return listed.slice(Math.min(...ends), Math.max(...ends) + 1);
}

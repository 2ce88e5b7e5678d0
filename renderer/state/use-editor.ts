import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { navigate } from './hash-location.ts';

/** What a dialog of a list is about: nothing (closed), a new entry (perhaps with a first value), or one that exists. */
export type Editing<T> =
  | { readonly kind: 'closed' }
  | { readonly kind: 'new'; readonly initial: string }
  | { readonly kind: 'existing'; readonly entry: T };

export interface Editor<T> {
  readonly editing: Editing<T>;
  readonly add: () => void;
  readonly edit: (entry: T) => void;
  readonly close: () => void;
}

/**
 * Which entry of a list is being edited. A link from another page opens the dialog for a new one:
 * `?add=anna@office.example` where the parameter is called `add`.
 */
export function useEditor<T>(parameter: string): Editor<T> {
  const [path] = useLocation();
  const given = new URLSearchParams(useSearch()).get(parameter);
  const [editing, setEditing] = useState<Editing<T>>({ kind: 'closed' });
  return {
    editing: editing.kind === 'closed' && given !== null ? { kind: 'new', initial: given } : editing,
    add: () => {
      setEditing({ kind: 'new', initial: '' });
    },
    edit: (entry) => {
      setEditing({ kind: 'existing', entry });
    },
    close: () => {
      setEditing({ kind: 'closed' });
      if (given !== null) navigate(path, { replace: true });
    },
  };
}

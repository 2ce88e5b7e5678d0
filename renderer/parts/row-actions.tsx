import { Pencil, Trash2 } from 'lucide-react';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';

interface Props {
  /** What the row is about, to tell one Edit button from the next. */
  readonly what: string;
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}

/** Edit and Remove at the end of a row. */
export function RowActions({ what, onEdit, onRemove }: Props) {
  return (
    <>
      {onEdit && <Button look="quiet" icon={Pencil} aria-label={text.common.edit(what)} onPress={onEdit} />}
      {onRemove && (
        <Button look="quiet" icon={Trash2} aria-label={text.common.remove(what)} onPress={onRemove} />
      )}
    </>
  );
}

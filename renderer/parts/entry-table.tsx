import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DataTable, type Column } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { RowActions } from './row-actions.tsx';

interface Props<T> {
  /** Names the table for those who cannot see what is around it. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly icon: LucideIcon;
  readonly words: { readonly empty: string; readonly emptyHelp: string };
  /** What is asked before a row is removed; without it, nothing is. */
  readonly question?: Question;
  /** Further buttons, before Edit and Remove. */
  readonly actions?: (row: T) => ReactNode;
  readonly onEdit?: (row: T) => void;
  readonly onRemove: (row: T) => void;
}

interface Question {
  readonly removeTitle: string;
  readonly removeText: string;
  readonly keep: string;
  readonly remove: string;
}

/** A list that the administrator keeps: its entries, each to be changed or removed. */
export function EntryTable<T>(props: Props<T>) {
  const { rowKey, icon, words, question, actions, onEdit, onRemove } = props;
  const [leaving, setLeaving] = useState<T | null>(null);
  return (
    <>
      <DataTable
        label={props.label}
        columns={props.columns}
        rows={props.rows}
        rowKey={rowKey}
        actions={(row) => (
          <>
            {actions?.(row)}
            <RowActions
              what={rowKey(row)}
              {...(onEdit && {
                onEdit: () => {
                  onEdit(row);
                },
              })}
              onRemove={() => {
                if (question) setLeaving(row);
                else onRemove(row);
              }}
            />
          </>
        )}
        empty={
          <EmptyState icon={icon} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
      />
      {question && leaving !== null && (
        <ConfirmDialog
          title={question.removeTitle}
          subject={rowKey(leaving)}
          keep={question.keep}
          proceed={question.remove}
          onKeep={() => {
            setLeaving(null);
          }}
          onProceed={() => {
            setLeaving(null);
            onRemove(leaving);
          }}
        >
          {question.removeText}
        </ConfirmDialog>
      )}
    </>
  );
}

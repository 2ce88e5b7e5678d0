import { MessageSquare, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ChangeRecord } from '../../../server/contract/audit.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { Moment } from '../../parts/time.tsx';
import { useUndo } from '../../state/use-change-history.ts';
import { changesText as words } from '../../text/en/changes.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { undoWeakens } from './weakens.ts';
import { WhyDialog } from './why-dialog.tsx';

/** One change: what, who and when, from what to what, why; and its way back. */
export function ChangeCard({ change, now }: { readonly change: ChangeRecord; readonly now: number }) {
  const { id, at, by, kind, summary, reason, undoneBy } = change;
  const sayWhy = reason === '' ? words.sayWhy : words.changeWhy;
  return (
    <li className="change" aria-labelledby={`change-${String(id)}`}>
      <div className="change-head">
        <h2 id={`change-${String(id)}`} className="change-title">
          {summary}
        </h2>
        {undoneBy !== null && <span className="badge">{words.undone}</span>}
        <span className="change-actions">
          <DialogButton
            look="link"
            icon={MessageSquare}
            aria-label={words.named(sayWhy, summary)}
            dialog={(onClose) => <WhyDialog id={id} reason={reason} onClose={onClose} />}
          >
            {sayWhy}
          </DialogButton>
          <UndoButton change={change} />
        </span>
      </div>
      <p className="change-facts">
        <span>{by}</span>
        <Moment at={at} now={now} />
        <span>{words.kinds[kind]}</span>
      </p>
      {reason !== '' && <p className="change-why">{reason}</p>}
      <Fields change={change} />
      {undoneBy === null && !change.undo.possible && (
        <p className="change-facts">{words.notUndoable(change.undo.because)}</p>
      )}
    </li>
  );
}

function UndoButton({ change }: { readonly change: ChangeRecord }) {
  const undo = useUndo();
  const [isAsking, setAsking] = useState(false);
  if (!change.undo.possible) return null;
  return (
    <>
      <Button
        look="link"
        icon={Undo2}
        aria-label={words.named(words.undo, change.summary)}
        onPress={() => {
          if (undoWeakens(change)) setAsking(true);
          else void undo(change);
        }}
      >
        {words.undo}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={words.askTitle}
          subject={quotable(change.summary)}
          keep={words.keep}
          proceed={words.undo}
          onKeep={() => {
            setAsking(false);
          }}
          onProceed={() => {
            setAsking(false);
            void undo(change);
          }}
        >
          {words.askWeaker}
        </ConfirmDialog>
      )}
    </>
  );
}

/** With the quotation marks that stand inside others. */
function quotable(summary: string): string {
  return summary.replaceAll('“', '‘').replaceAll('”', '’');
}

/** This many are read at a glance; more are folded away. */
const AT_A_GLANCE = 4;

function Fields({ change: { fields, summary } }: { readonly change: ChangeRecord }) {
  const table = (
    <table className="change-fields" aria-label={summary}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">{fieldWords(path)}</th>
            <td className="change-before">
              <span className={before === null ? 'visually-hidden' : undefined}>
                {valueWords(path, before)}
              </span>
            </td>
            <td>{valueWords(path, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (fields.length <= AT_A_GLANCE) return table;
  return (
    <details>
      <summary>{words.details(fields.length)}</summary>
      {table}
    </details>
  );
}

import { AtSign, Plus } from 'lucide-react';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import type { AliasEntry } from '../../../server/contract/directory.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { sendAsText } from '../../text/en/send-as.ts';
import { columnsOf } from './send-as-cells.ts';
import { SendAsDialog } from './send-as-dialog.tsx';
import { SendAsMatrix } from './send-as-matrix.tsx';

const words = sendAsText;

interface Props {
  readonly accounts: readonly AccountView[];
  readonly aliases: readonly AliasEntry[];
}

/** Who may send as whom. */
export function SendAsCard({ accounts, aliases }: Props) {
  const columns = columnsOf(accounts, aliases);
  return (
    <Card
      title={words.matrix}
      actions={
        <DialogButton
          icon={Plus}
          isDisabled={accounts.length === 0}
          dialog={(onClose) => <SendAsDialog accounts={accounts} aliases={aliases} onClose={onClose} />}
        >
          {words.add}
        </DialogButton>
      }
    >
      {columns.length === 0 || accounts.length === 0 ? (
        <EmptyState icon={AtSign} title={accounts.length === 0 ? words.noAccounts : words.noColumns}>
          <p>{words.noColumnsHelp}</p>
        </EmptyState>
      ) : (
        <>
          <p className="card-lead">{words.matrixLead}</p>
          <SendAsMatrix accounts={accounts} aliases={aliases} columns={columns} />
        </>
      )}
    </Card>
  );
}

import { useRef, useState, type KeyboardEvent } from 'react';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import type { AliasEntry } from '../../../server/contract/directory.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { granting, revoking } from '../../state/account-changes.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { sendAsText } from '../../text/en/send-as.ts';
import { cellOf } from './send-as-cells.ts';
import { nextPlace, type Place } from './next-place.ts';
import { SendAsBox } from './send-as-box.tsx';

const words = sendAsText;

interface Props {
  readonly accounts: readonly AccountView[];
  readonly aliases: readonly AliasEntry[];
  readonly columns: readonly string[];
}

/**
 * Accounts down, addresses across, a box where they meet. One stop of the Tab key: arrows move between the boxes, Home
 * and End within a row (with Ctrl over all), Space lets in or takes back.
 */
export function SendAsMatrix({ accounts, aliases, columns }: Props) {
  const grid = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState<Place>({ row: 0, column: 0 });
  const [asked, setAsked] = useState<{ readonly account: AccountView; readonly pattern: string } | null>(
    null,
  );
  const make = useReportedChange();
  const last = { row: accounts.length - 1, column: columns.length - 1 };
  const here = { row: Math.min(stop.row, last.row), column: Math.min(stop.column, last.column) };

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPlace(here, last, event);
    if (!next) return;
    event.preventDefault();
    setStop(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${placeName(next)}"]`)?.focus();
  };

  const toggle = (account: AccountView, pattern: string) => {
    if (account.sendAs.includes(pattern)) make(revoking(account, pattern));
    else if (pattern.startsWith('*@')) setAsked({ account, pattern });
    else make(granting(account, pattern));
  };

  return (
    <div className="table-scroll">
      <table
        ref={grid}
        className="table matrix"
        role="grid"
        aria-label={words.matrix}
        aria-description={words.matrixKeys}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            {columns.map((column) => (
              <th key={column} scope="col" title={column}>
                <AddressHead address={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account, row) => (
            <tr key={account.address}>
              <th scope="row" title={account.displayName}>
                {account.address}
              </th>
              {columns.map((pattern, column) => (
                <td key={pattern}>
                  <SendAsBox
                    account={account.address}
                    pattern={pattern}
                    cell={cellOf(account, pattern, aliases)}
                    place={placeName({ row, column })}
                    isStop={row === here.row && column === here.column}
                    onFocus={() => {
                      setStop({ row, column });
                    }}
                    onToggle={() => {
                      toggle(account, pattern);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {asked && (
        <ConfirmDialog
          title={words.wideTitle}
          subject={words.granted(asked.account.address, asked.pattern)}
          keep={words.wideKeep}
          proceed={words.wideProceed}
          onKeep={() => {
            setAsked(null);
          }}
          onProceed={() => {
            setAsked(null);
            make(granting(asked.account, asked.pattern));
          }}
        >
          {words.wide}
        </ConfirmDialog>
      )}
    </div>
  );
}

/** The local part above its domain, which is often the same. */
function AddressHead({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <span className="matrix-head">
      <span>{address.slice(0, at) === '*' ? words.wholeDomain : address.slice(0, at)}</span>
      <span className="quiet">{address.slice(at)}</span>
    </span>
  );
}

function placeName({ row, column }: Place): string {
  return `${String(row)}-${String(column)}`;
}

import { Gauge } from 'lucide-react';
import type { AccountUsage, AccountView } from '../../../server/contract/list-calls.ts';
import type { OptionSettings, SendingLimits } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Meter } from '../../parts/meter.tsx';
import { sendAsText } from '../../text/en/send-as.ts';
import { LIMIT_NAMES, type LimitName } from './limit-names.ts';
import { OwnLimitsDialog } from './own-limits-dialog.tsx';

const words = sendAsText;

interface Props {
  readonly accounts: readonly AccountView[];
  readonly usage: readonly AccountUsage[];
  readonly general: OptionSettings['accountLimits'];
}

interface Row {
  readonly account: AccountView;
  readonly used: AccountUsage['used'];
  readonly limits: SendingLimits;
}

/** What each account has sent lately, measured against its limits; whoever is nearest to one stands first. */
export function UsageCard({ accounts, usage, general }: Props) {
  return (
    <Card title={words.usage}>
      <p className="card-lead">{words.usageLead}</p>
      <div className="usage">
        <DataTable
          label={words.usage}
          columns={COLUMNS}
          rows={rowsOf(accounts, usage, general)}
          rowKey={({ account }) => account.address}
          actions={({ account }) => (
            <DialogButton
              aria-label={words.ownTitle(account.address)}
              dialog={(onClose) => <OwnLimitsDialog account={account} general={general} onClose={onClose} />}
            >
              {words.ownButton}
            </DialogButton>
          )}
          empty={<EmptyState icon={Gauge} title={words.noAccounts} />}
        />
      </div>
    </Card>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'account',
    title: words.account,
    render: ({ account }) => (
      <>
        {account.address}
        <span className="cell-badges">
          {account.frozen && <span className="badge badge-error">{words.frozen}</span>}
          {Object.keys(account.limits).length > 0 && <span className="badge badge-quiet">{words.own}</span>}
        </span>
      </>
    ),
  },
  ...LIMIT_NAMES.map((name) => ({
    key: name,
    title: words.shortLimitNames[name],
    render: ({ account, used, limits }: Row) => (
      <Meter
        label={words.meter(account.address, words.limitNames[name])}
        value={used[name]}
        most={limits[name]}
        words={limits[name] === null ? words.unlimited(used[name]) : words.of(used[name], limits[name])}
      />
    ),
  })),
];

function rowsOf(
  accounts: readonly AccountView[],
  usage: readonly AccountUsage[],
  general: SendingLimits,
): readonly Row[] {
  const byAddress = new Map(usage.map((entry) => [entry.address, entry]));
  return accounts
    .map((account) => ({
      account,
      used: byAddress.get(account.address)?.used ?? NOTHING,
      limits: byAddress.get(account.address)?.limits ?? { ...general, ...account.limits },
    }))
    .toSorted((one, other) => fullest(other) - fullest(one));
}

const NOTHING: AccountUsage['used'] = {
  messagesPerHour: 0,
  messagesPerDay: 0,
  recipientsPerHour: 0,
  recipientsPerDay: 0,
  newRecipientsPerDay: 0,
};

/** How near the account is to the nearest of its limits; a frozen one is beyond them all. */
function fullest({ account, used, limits }: Row): number {
  if (account.frozen) return Infinity;
  return Math.max(...LIMIT_NAMES.map((name: LimitName) => used[name] / (limits[name] ?? Infinity)));
}

import { Answer } from '../../parts/answer.tsx';
import { FrozenAccount } from '../../parts/frozen-account.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { unfreezing } from '../../state/account-changes.ts';
import { useAccountUsage } from '../../state/use-account-usage.ts';
import { useCall } from '../../state/use-call.ts';
import { useNow } from '../../state/use-now.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { sendAsText } from '../../text/en/send-as.ts';
import { LimitsCard } from './limits-card.tsx';
import { SendAsCard } from './send-as-card.tsx';
import { UsageCard } from './usage-card.tsx';

/** With which addresses accounts may send, and how much. */
export function SendAsPage() {
  const now = useNow(30_000);
  const make = useReportedChange();
  const accounts = useCall('accounts.list');
  const aliases = useCall('aliases.list').data ?? [];
  const options = useCall('options.get');
  const usage = useAccountUsage() ?? [];
  return (
    <PageFrame title={sendAsText.title} lead={sendAsText.lead}>
      <Answer of={accounts}>
        {(list) => (
          <>
            {list.map(
              (account) =>
                account.frozen && (
                  <FrozenAccount
                    key={account.address}
                    address={account.address}
                    freeze={account.frozen}
                    now={now}
                    onUnfreeze={() => {
                      make(unfreezing(account));
                    }}
                  />
                ),
            )}
            <SendAsCard accounts={list} aliases={aliases} />
            <Answer of={options}>
              {(settings) => (
                <>
                  <LimitsCard settings={settings} />
                  <UsageCard accounts={list} usage={usage} general={settings.accountLimits} />
                </>
              )}
            </Answer>
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

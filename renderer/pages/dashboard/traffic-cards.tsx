import { useMemo, useState } from 'react';
import { Card } from '../../parts/card.tsx';
import { SegmentedChoice } from '../../parts/segmented-choice.tsx';
import { logAddress } from '../../state/log-address.ts';
import { binsOf, edgesOf, SPANS, type Span } from '../../state/log-bins.ts';
import { useLogStats } from '../../state/use-log-stats.ts';
import { dashboardText as words } from '../../text/en/dashboard.ts';
import { TopList } from './top-list.tsx';
import { TrafficChart } from './traffic-chart.tsx';

/** What was accepted and blocked over time, why, and from where: each number leads to its sessions. */
export function TrafficCards({ now }: { readonly now: number }) {
  const [span, setSpan] = useState<Span>('day');
  const hour = Math.floor(now / 3_600_000);
  const edges = useMemo(() => edgesOf(span, hour * 3_600_000), [span, hour]);
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  const { data, isPlaceholderData } = useLogStats(from, to);
  const bins = useMemo(() => binsOf(edges, data?.hours ?? []), [edges, data]);
  const range = { kind: 'between', from, to: null } as const;
  const isKnown = data !== undefined && !isPlaceholderData;
  return (
    <>
      <Card
        title={words.traffic}
        actions={
          <div className="traffic-span">
            <SegmentedChoice
              label={words.span}
              chosen={span}
              choices={SPANS.map((value) => ({ value, label: words.spans[value] }))}
              onChoose={setSpan}
            />
          </div>
        }
      >
        <TrafficChart bins={bins} span={span} isKnown={isKnown} />
      </Card>
      <div className="dashboard-pair">
        <TopList
          title={words.reasons}
          column={words.columns.reason}
          isKnown={isKnown}
          empty={words.noReasons}
          rows={(data?.reasons ?? [])
            .filter(({ result }) => result === 'blocked')
            .map(({ rule, reason, sessions }) => ({
              name: reason,
              lang: 'en',
              count: sessions,
              href: logAddress({
                result: 'blocked',
                range,
                ...(rule === null ? { text: `reason:"${reason}"` } : { option: rule }),
              }),
            }))}
        />
        <TopList
          title={words.networks}
          column={words.columns.network}
          isKnown={isKnown}
          empty={words.noNetworks}
          rows={(data?.networks ?? [])
            .filter(({ blocked }) => blocked > 0)
            .map(({ network, blocked }) => ({
              name: network,
              count: blocked,
              href: logAddress({ result: 'blocked', range, text: `ip:${startOf(network)}` }),
            }))}
        />
      </div>
    </>
  );
}

/** What all addresses of the network begin with: an IPv6 client is shown with its whole address. */
function startOf(network: string): string {
  return network.replace(/::\/64$/, ':').replace(/\/64$/, '');
}

import { Answer } from '../../parts/answer.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useCall } from '../../state/use-call.ts';
import { useNow } from '../../state/use-now.ts';
import { dashboardText as words } from '../../text/en/dashboard.ts';
import { ExceptionsCard } from './exceptions-card.tsx';
import { HealthCard } from './health-card.tsx';
import { RelayCard } from './relay-card.tsx';
import { Tiles } from './tiles.tsx';
import { TrafficCards } from './traffic-cards.tsx';

/** What an owner wants to know in ten seconds: whether the server works and is safe, and what to do where not. */
export function DashboardPage() {
  const health = useCall('health.get');
  const now = useNow(10_000);
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <div className="dashboard">
        <Answer of={health}>
          {(answer) => (
            <>
              <HealthCard health={answer} />
              <Tiles health={answer} now={now} />
              <TrafficCards now={now} />
              <div className="dashboard-pair">
                <ExceptionsCard weakenings={answer.weakenings} />
                <RelayCard test={answer.relayTest} now={now} />
              </div>
            </>
          )}
        </Answer>
      </div>
    </PageFrame>
  );
}

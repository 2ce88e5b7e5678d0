import { useState } from 'react';
import type { PolicyDraft, WhatIfReport } from '../../../server/contract/what-if.ts';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/note.tsx';
import { formatDateTime } from '../../parts/time.tsx';
import { useCall } from '../../state/use-call.ts';
import { tryText } from '../../text/en/try.ts';
import { DifferenceGroups } from './difference-groups.tsx';

const words = tryText.difference;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Props {
  readonly draft: PolicyDraft;
  /** How far back recorded sessions are judged again. */
  readonly days?: number;
}

/** What a draft would change: the recorded sessions of the last days judged again, with what is not known of them. */
export function DraftDifference({ draft, days = 7 }: Props) {
  // One moment for as long as it is shown: another one would be another question.
  const [now] = useState(() => Date.now());
  const from = now - days * DAY_MS;
  const report = useCall('whatIf.judge', draft, from, now);
  return (
    <div className="difference" aria-busy={report.isFetching}>
      <div role="status" className="stack">
        {report.isPending && <p className="difference-waiting">{words.judging}</p>}
        {report.data && <Summary report={report.data} from={from} />}
      </div>
      {report.isError && (
        <Note kind="error">
          <p>{words.failed(report.error.message)}</p>
          <Button look="link" onPress={() => void report.refetch()}>
            {words.again}
          </Button>
        </Note>
      )}
      {report.data && <Groups report={report.data} />}
    </div>
  );
}

function Summary({ report, from }: { readonly report: WhatIfReport; readonly from: number }) {
  const { sessions, steps, newlyLetInSessions, newlyBlockedSessions, otherwiseBlocked } = report;
  if (sessions === 0) return <Note kind="info">{words.nothingJudged}</Note>;
  const isSame = newlyLetInSessions + newlyBlockedSessions === 0;
  const since = formatDateTime(report.judgedBackTo);
  return (
    <>
      {newlyLetInSessions > 0 && <Note kind="warning">{words.letIn(newlyLetInSessions)}</Note>}
      {newlyBlockedSessions > 0 && <Note kind="warning">{words.blocked(newlyBlockedSessions)}</Note>}
      {isSame && <Note kind="info">{words.same}</Note>}
      <ul className="difference-remarks">
        {otherwiseBlocked > 0 && <li>{words.otherwise(otherwiseBlocked)}</li>}
        {report.notKnown > 0 && <li>{words.notKnown(report.notKnown)}</li>}
        {report.notFollowed.map((what) => (
          <li key={what}>{words.notFollowed[what]}</li>
        ))}
        {report.changedSince > 0 && <li>{words.changedSince(report.changedSince)}</li>}
        <li>{words.judged(sessions, steps, since)}</li>
        {report.judgedBackTo > from && <li>{words.bounded(since)}</li>}
      </ul>
    </>
  );
}

function Groups({ report }: { readonly report: WhatIfReport }) {
  return (
    <>
      <DifferenceGroups
        title={words.letInTable}
        groups={report.newlyLetIn}
        sessions={report.newlyLetInSessions}
      />
      <DifferenceGroups
        title={words.blockedTable}
        groups={report.newlyBlocked}
        sessions={report.newlyBlockedSessions}
      />
    </>
  );
}

import { useState } from 'react';
import { Link } from 'wouter';
import type { OptionActivity as Activity } from '../../../server/contract/option-activity.ts';
import { describeOption, type OptionKey } from '../../../server/contract/options.ts';
import { Button } from '../../parts/button.tsx';
import { logAddress } from '../../state/log-address.ts';
import { optionDraft } from '../../state/option-draft.ts';
import type { OptionValue } from '../../state/option-values.ts';
import { ACTIVITY_DAYS, useOptionActivity } from '../../state/use-option-activity.ts';
import { optionActivityText } from '../../text/en/option-activity.ts';
import { DraftDifference } from '../try/draft-difference.tsx';
import { ReportedSenders } from './reported-senders.tsx';

const words = optionActivityText;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Props {
  readonly option: OptionKey;
  readonly value: OptionValue;
  readonly onEnforce: () => void;
}

/** What an option has refused lately, or would have; and what it would refuse, before it does. */
export function OptionActivity({ option, value, onEnforce }: Props) {
  const activity = useOptionActivity(option);
  const [opened, setOpened] = useState<'senders' | 'difference' | null>(null);
  const { label } = describeOption(option);
  const toggle = (what: 'senders' | 'difference') => {
    setOpened(opened === what ? null : what);
  };
  const isReport = value === 'report';
  // A switch has nothing to try first: without a count, nothing at all stands beneath it.
  if (typeof value === 'boolean' && !activity?.blocked) return null;
  return (
    <div className="option-activity">
      <p className="option-activity-line">
        {activity && <Count activity={activity} value={value} label={label} />}
        {isReport && activity && activity.senders > 0 && (
          <Button
            look="link"
            aria-expanded={opened === 'senders'}
            onPress={() => {
              toggle('senders');
            }}
          >
            {words.showSenders}
          </Button>
        )}
        {(value === 'off' || isReport) && (
          <Button
            look="link"
            aria-label={words.tryOption(label)}
            aria-expanded={opened === 'difference'}
            onPress={() => {
              toggle('difference');
            }}
          >
            {words.tryFirst}
          </Button>
        )}
        {isReport && (
          <Button aria-label={words.enforceOption(label)} onPress={onEnforce}>
            {words.enforce}
          </Button>
        )}
      </p>
      {opened === 'senders' && isReport && activity && <ReportedSenders activity={activity} />}
      {opened === 'difference' && value !== 'enforce' && (
        <div className="option-try">
          <p>{words.tryHelp}</p>
          <DraftDifference draft={optionDraft(option, 'enforce')} days={ACTIVITY_DAYS} />
        </div>
      )}
    </div>
  );
}

function Count({
  activity: { option, blocked, wouldHaveBlocked, senders },
  value,
  label,
}: {
  readonly activity: Activity;
  readonly value: OptionValue;
  readonly label: string;
}) {
  // One link for as long as it is shown.
  const [from] = useState(() => Date.now() - ACTIVITY_DAYS * DAY_MS);
  const isReport = value === 'report';
  const sessions = isReport ? wouldHaveBlocked : blocked;
  if (sessions === 0) {
    if (value === 'off' || typeof value === 'boolean') return null;
    return <span>{isReport ? words.wouldNothing(ACTIVITY_DAYS) : words.blockedNothing(ACTIVITY_DAYS)}</span>;
  }
  const range = { kind: 'between', from, to: null } as const;
  return (
    <Link
      href={logAddress({ option, range, ...(isReport ? { wouldHaveBlocked: true } : { result: 'blocked' }) })}
      title={words.inLog(label)}
    >
      {isReport ? words.would(sessions, senders, ACTIVITY_DAYS) : words.blocked(sessions, ACTIVITY_DAYS)}
    </Link>
  );
}

import { Link, useLocation } from 'wouter';
import type { OptionActivity } from '../../../server/contract/option-activity.ts';
import { describeOption, type OptionKey } from '../../../server/contract/options.ts';
import { Button } from '../../parts/button.tsx';
import { formatDateTime } from '../../parts/time.tsx';
import { logAddress } from '../../state/log-address.ts';
import { wantAction } from '../../state/wanted-action.ts';
import { number } from '../../text/format.ts';
import { optionActivityText } from '../../text/en/option-activity.ts';

const words = optionActivityText;

/** What exempts a sender from a rule by itself, and nothing else. */
const FITTING: Readonly<Partial<Record<OptionKey, readonly (keyof typeof words.actions)[]>>> = {
  returnPathMustMatch: ['whiteList', 'sendAs'],
  fromHeaderMustMatch: ['whiteList', 'sendAs'],
  localIpMustAuth: ['trust'],
};

type Sender = OptionActivity['topSenders'][number];

/** The senders that a rule in report mode would have refused, with what can be done about each. */
export function ReportedSenders({
  activity: { option, senders, topSenders },
}: {
  readonly activity: OptionActivity;
}) {
  const { label } = describeOption(option);
  const actions = FITTING[option] ?? [];
  return (
    <div className="option-senders table-scroll">
      <table className="table" aria-label={words.senders(label)}>
        <thead>
          <tr>
            <th scope="col">{words.columns.sender}</th>
            <th scope="col">{words.columns.sessions}</th>
            <th scope="col">{words.columns.newest}</th>
            {actions.length > 0 && <th scope="col">{words.columns.actions}</th>}
          </tr>
        </thead>
        <tbody>
          {topSenders.map((sender) => (
            <SenderRow key={sender.sender} sender={sender} actions={actions} />
          ))}
        </tbody>
      </table>
      {senders > topSenders.length && <p className="quiet">{words.more(senders - topSenders.length)}</p>}
    </div>
  );
}

function SenderRow({
  sender: { sender, sessions, newest },
  actions,
}: {
  readonly sender: Sender;
  readonly actions: readonly (keyof typeof words.actions)[];
}) {
  const [, navigate] = useLocation();
  const name = sender === '<>' ? words.nullSender : sender;
  const address = logAddress({ session: newest.id, at: newest.startedAt });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{number(sessions)}</td>
      <td>
        <Link href={address} title={words.newest}>
          {formatDateTime(newest.startedAt)}
          <span className="visually-hidden"> {words.newestOf(name)}</span>
        </Link>
      </td>
      {actions.length > 0 && (
        <td>
          {actions.map((action) => (
            <Button
              key={action}
              look="link"
              aria-label={words.actionOf(words.actions[action], name)}
              onPress={() => {
                wantAction({ session: newest.id, action });
                navigate(address);
              }}
            >
              {words.actions[action]}
            </Button>
          ))}
        </td>
      )}
    </tr>
  );
}

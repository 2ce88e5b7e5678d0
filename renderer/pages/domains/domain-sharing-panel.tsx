import { Link } from 'wouter';
import { describeOption } from '../../../server/contract/options.ts';
import { Card } from '../../parts/card.tsx';
import { Note } from '../../parts/note.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { useCall } from '../../state/use-call.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.domains;
const OPTION = 'localSenderMustAuth.unlessDomainSharing';

/** Whether other servers are asked for senders that have no account here. */
export function DomainSharingPanel() {
  const status = useCall('status.get').data;
  const hosts = useCall('settings.get').data?.domainSharing.hosts ?? [];
  return (
    <Card title={words.sharing}>
      <div className="card-body">
        {status && !status.features.domainSharing ? (
          <Note kind="info">
            <p>
              <strong>{words.sharingOff}</strong>
            </p>
            <p>{words.sharingOffHelp}</p>
          </Note>
        ) : (
          <>
            <p>{words.sharingOn(hosts.length)}</p>
            <ul className="plain-list">
              {hosts.map(({ host, port }) => (
                <li key={`${host}:${String(port)}`}>
                  <code>{`${host}:${String(port)}`}</code>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          {words.sharingOption}: <Link href={optionAddress(OPTION)}>{describeOption(OPTION).label}</Link>
        </p>
      </div>
    </Card>
  );
}

import type { CertificateState } from '../../../server/contract/status.ts';
import { Card } from '../../parts/card.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { Note } from '../../parts/note.tsx';
import { formatDateTime } from '../../parts/time.tsx';
import { useNow } from '../../state/use-now.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText.certificate;
const DAY_MS = 86_400_000;
/** From here on the days left are shown as a warning. */
const SOON_DAYS = 21;

/** By what the server proves who it is. */
export function CertificateCard({ certificate }: { readonly certificate: CertificateState }) {
  const now = useNow(3_600_000);
  const { subject, issuer, notAfter, fingerprint, selfSigned } = certificate;
  const daysLeft = Math.floor((notAfter - now) / DAY_MS);
  return (
    <Card title={words.title} place="certificate">
      <div className="card-body">
        {selfSigned && <Note kind="info">{words.selfSigned}</Note>}
        <FactList
          facts={[
            { name: words.subject, value: subject },
            { name: words.issuer, value: issuer },
            {
              name: words.until,
              value: (
                <>
                  {formatDateTime(notAfter)}{' '}
                  <span className={daysLeft < SOON_DAYS ? 'badge badge-warning' : 'badge badge-good'}>
                    {daysLeft < 0 ? words.expired : words.days(daysLeft)}
                  </span>
                </>
              ),
            },
            { name: words.fingerprint, value: <Fingerprint value={fingerprint} /> },
          ]}
        />
      </div>
    </Card>
  );
}

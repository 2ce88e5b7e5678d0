import { Answer } from '../../parts/answer.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { Note } from '../../parts/note.tsx';
import { formatDateTime } from '../../parts/time.tsx';
import { useCall } from '../../state/use-call.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import type { StepProps } from './first-run-page.tsx';
import { StepFrame } from './step-frame.tsx';

const words = firstRunText.certificate;

/** The certificate that is in use already, and how another one comes in. */
export function CertificateStep({ walk }: StepProps) {
  const diagnostics = useCall('diagnostics.get');
  return (
    <StepFrame walk={walk} title={words.title} lead={words.lead}>
      <Answer of={diagnostics}>
        {({ dataFolder, status: { certificate } }) => (
          <>
            <Note kind={certificate.selfSigned ? 'info' : 'good'}>
              {certificate.selfSigned ? words.own : words.given}
            </Note>
            <FactList
              facts={[
                { name: words.subject, value: certificate.subject },
                { name: words.until, value: formatDateTime(certificate.notAfter) },
                {
                  name: words.fingerprint,
                  value: <Fingerprint value={certificate.fingerprint} />,
                },
              ]}
            />
            <p>
              {words.later} <code>{pemPath(dataFolder)}</code>
            </p>
          </>
        )}
      </Answer>
    </StepFrame>
  );
}

/** With the separators of the server's system. */
function pemPath(folder: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return [folder, 'tls', 'server.pem'].join(separator);
}

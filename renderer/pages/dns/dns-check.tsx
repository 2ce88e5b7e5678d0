import { useState, type ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/note.tsx';
import { dnsText } from '../../text/en/dns-records.ts';
import { DnsFindings } from './dns-findings.tsx';
import { useDnsCheck } from './use-dns-check.ts';

const words = dnsText;

interface Props {
  readonly domain: string;
  /** Asks at once; otherwise when the button is pressed. */
  readonly isAutomatic?: boolean;
  readonly actions?: ReactNode;
}

/** Asks DNS about a domain, with the server's public address where it is known better, and shows what it found. */
export function DnsCheck({ domain, isAutomatic = false, actions }: Props) {
  const [publicIps, setPublicIps] = useState<readonly string[]>([]);
  const [entered, setEntered] = useState('');
  const [isAsked, setAsked] = useState(isAutomatic);
  const check = useDnsCheck(domain, publicIps, isAsked);
  const ask = () => {
    const next = entered.split(/[\s,]+/).filter(Boolean);
    const isSame = next.join() === publicIps.join();
    setPublicIps(next);
    setAsked(true);
    if (isAsked && isSame) void check.refetch();
  };
  return (
    <div className="dns-check">
      <div className="dns-ask">
        <label className="field">
          <span className="field-label">{words.publicIps}</span>
          <input
            className="field-input"
            value={entered}
            placeholder={check.data?.publicIps.join(', ') ?? ''}
            onChange={(event) => {
              setEntered(event.target.value);
            }}
          />
        </label>
        <Button aria-label={words.checkFor(domain)} onPress={ask}>
          {check.isFetching ? words.checking : words.check}
        </Button>
        {actions}
      </div>
      <p className="field-help">{words.publicIpsHelp}</p>
      <div role="status" className="visually-hidden">
        {check.isFetching ? words.checking : ''}
      </div>
      {check.isError && (
        <Note kind="error" isAlert>
          {words.failed} {check.error.message}
        </Note>
      )}
      {check.data && !check.isError && <DnsFindings report={check.data} />}
      {check.isLoading && <p className="quiet dns-waiting">{words.checking}</p>}
    </div>
  );
}

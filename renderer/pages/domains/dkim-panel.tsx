import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { DkimKeyView } from '../../../server/contract/delivery-calls.ts';
import type { DomainEntry } from '../../../server/contract/directory.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { useCall } from '../../state/use-call.ts';
import { dkimText } from '../../text/en/dkim.ts';
import { DkimCreateDialog } from './dkim-create-dialog.tsx';
import { DkimKeys } from './dkim-keys.tsx';
import { DkimRecordDialog } from './dkim-record-dialog.tsx';
import { suggestSelector } from './dkim-record.ts';

const words = dkimText;

/** The keys that sign the mail of each domain. */
export function DkimPanel({ domains }: { readonly domains: readonly DomainEntry[] }) {
  const keys = useCall('dkim.list');
  return (
    <Card title={words.title}>
      <p className="card-lead">{domains.length === 0 ? words.noDomains : words.lead}</p>
      <Answer of={keys}>
        {(list) =>
          domains.map(({ name }) => (
            <DomainKeys key={name} domain={name} keys={list.filter(({ domain }) => domain === name)} />
          ))
        }
      </Answer>
    </Card>
  );
}

type Dialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'create' }
  | { readonly kind: 'record'; readonly selector: string };

function DomainKeys({ domain, keys }: { readonly domain: string; readonly keys: readonly DkimKeyView[] }) {
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' });
  const isSigned = keys.some(({ active }) => active);
  const shown = dialog.kind === 'record' ? keys.find(({ selector }) => selector === dialog.selector) : null;
  const close = () => {
    setDialog({ kind: 'none' });
  };
  return (
    <section className="card-section" aria-label={domain}>
      <div className="card-section-head">
        <h3>{domain}</h3>
        <span className={`badge badge-${isSigned ? 'good' : 'quiet'}`}>
          {isSigned ? words.signed : words.unsigned}
        </span>
        <Button
          icon={Plus}
          aria-label={words.createFor(domain)}
          onPress={() => {
            setDialog({ kind: 'create' });
          }}
        >
          {words.create}
        </Button>
      </div>
      {keys.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <DkimKeys
          keys={keys}
          onRecord={(selector) => {
            setDialog({ kind: 'record', selector });
          }}
        />
      )}
      {dialog.kind === 'create' && (
        <DkimCreateDialog
          domain={domain}
          suggestion={suggestSelector(
            keys.map(({ selector }) => selector),
            new Date().getFullYear(),
          )}
          onMade={(selector) => {
            setDialog({ kind: 'record', selector });
          }}
          // The dialog of the new key's record has taken its place by then.
          onClose={() => {
            setDialog((now) => (now.kind === 'create' ? { kind: 'none' } : now));
          }}
        />
      )}
      {shown && <DkimRecordDialog dkimKey={shown} onClose={close} />}
    </section>
  );
}

import { useState, useTransition } from 'react';
import type { DkimCheck, DkimKeyView } from '../../../server/contract/delivery-calls.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { Note } from '../../parts/note.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { text } from '../../text/en.ts';
import { dkimText } from '../../text/en/dkim.ts';
import { quotedStrings } from './dkim-record.ts';

const words = dkimText;

interface Props {
  readonly dkimKey: DkimKeyView;
  readonly onClose: () => void;
}

/** The DNS record of a key: to copy, and to check once it is published. */
export function DkimRecordDialog({ dkimKey: { domain, selector, recordName, recordValue }, onClose }: Props) {
  const console = useConsole();
  const [isChecking, startChecking] = useTransition();
  const [check, setCheck] = useState<DkimCheck | null>(null);
  const ask = () => {
    startChecking(async () => {
      try {
        setCheck(await console.call('dkim.check', domain, selector));
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        setCheck({ state: 'error', detail, found: [] });
      }
    });
  };
  const strings = quotedStrings(recordValue);
  return (
    <DialogFrame title={words.recordTitle(selector)} width="wide" onClose={onClose}>
      <p>{words.recordLead}</p>
      <Part name={words.name} value={recordName} copy={words.copyName} />
      <Part name={words.value} value={recordValue} copy={words.copyValue} />
      {strings.includes('" "') && <Part name={words.chunks} value={strings} copy={words.copyChunks} />}
      <div role="status">{check && <Checked check={check} />}</div>
      <div className="dialog-actions">
        <Button onPress={ask}>{isChecking ? words.checking : words.check}</Button>
        <Button look="primary" autoFocus onPress={onClose}>
          {text.common.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

function Part({
  name,
  value,
  copy,
}: {
  readonly name: string;
  readonly value: string;
  readonly copy: string;
}) {
  return (
    <div className="record-part">
      <span className="field-label">{name}</span>
      <CopyButton label={copy} content={() => value} />
      <code className="record-value">{value}</code>
    </div>
  );
}

const KINDS = { published: 'good', missing: 'warning', different: 'error', error: 'error' } as const;

function Checked({ check: { state, detail, found } }: { readonly check: DkimCheck }) {
  return (
    <Note kind={KINDS[state]}>
      <p>
        <strong>{words.states[state]}</strong> {detail}
      </p>
      {state === 'different' && (
        <>
          <p>{words.found}</p>
          {found.map((record) => (
            <code key={record} className="record-value">
              {record}
            </code>
          ))}
        </>
      )}
    </Note>
  );
}

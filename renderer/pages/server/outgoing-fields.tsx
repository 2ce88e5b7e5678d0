import { useState } from 'react';
import type { Settings } from '../../../server/contract/settings.ts';
import { Choice } from '../../parts/choice.tsx';
import { outgoingText } from '../../text/en/outgoing.ts';
import { SmartHostFields } from './smart-host-fields.tsx';

const words = outgoingText;
const MODES = ['mx', 'smart-host'] as const;

interface Props {
  readonly outbound: Settings['outbound'];
  readonly autoFocus?: boolean;
}

/** Straight delivery or a smart host, with the fields of that. */
export function OutgoingFields({ outbound, autoFocus = false }: Props) {
  const [mode, setMode] = useState<string>(outbound.mode);
  return (
    <>
      <Choice
        name="mode"
        label={words.way}
        initial={outbound.mode}
        choices={MODES.map((value) => ({ value, label: words.ways[value] }))}
        onChange={setMode}
        autoFocus={autoFocus}
      />
      {mode === 'smart-host' && <SmartHostFields existing={outbound.smartHost} />}
    </>
  );
}

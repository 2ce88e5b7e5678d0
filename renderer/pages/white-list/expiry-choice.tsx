import { useState } from 'react';
import { Choice } from '../../parts/choice.tsx';
import { textOf } from '../../state/form-values.ts';
import { listsText } from '../../text/en/lists.ts';
import { ExpiryField, expiryOf } from './expiry-field.tsx';

const words = listsText.whiteList;
const NAME = 'lasts';
const DAY_MS = 24 * 60 * 60 * 1000;
/** How long an exemption lasts, in milliseconds; null for ever. */
const LASTING = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, ever: null } as const;
export type Lasting = keyof typeof LASTING;
const LASTINGS = Object.keys(LASTING) as readonly Lasting[]; // Object.keys widens to string

interface Props {
  /** Of the entry that is changed; null for a new one. */
  readonly existing: { readonly expiresAt: number | null } | null;
  /** What is chosen at first for a new one. */
  readonly lasts: Lasting;
}

/** How long an exemption lasts: one of a few spans, or until a time that is chosen. */
export function ExpiryChoice({ existing, lasts }: Props) {
  const until = existing?.expiresAt ?? null;
  const first = existing === null ? lasts : until === null ? 'ever' : 'until';
  const [chosen, setChosen] = useState<string>(first);
  return (
    <>
      <Choice
        name={NAME}
        label={words.lasts}
        initial={first}
        choices={[...LASTINGS, 'until' as const].map((value) => ({ value, label: words.lasting[value] }))}
        onChange={setChosen}
      />
      {chosen === 'until' && <ExpiryField label={words.expires} help={words.expiresHelp} initial={until} />}
    </>
  );
}

/** When the entry ends, in milliseconds since 1970; null for never. */
export function chosenExpiry(values: FormData, now: number): number | null {
  const chosen = LASTINGS.find((lasting) => lasting === textOf(values, NAME));
  if (chosen === undefined) return expiryOf(values);
  const span = LASTING[chosen];
  return span === null ? null : now + span;
}

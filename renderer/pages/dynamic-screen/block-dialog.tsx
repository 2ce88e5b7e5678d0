import type { ReactNode } from 'react';
import { z } from 'zod';
import { networkSchema } from '../../../server/contract/settings.ts';
import { Choice } from '../../parts/choice.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.screen;
const HOUR_MS = 3_600_000;
/** How long a block by hand lasts, in milliseconds; null until it is removed. */
const DURATIONS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS, ever: null };
type DurationKey = keyof typeof DURATIONS;
const DURATION_KEYS = Object.keys(DURATIONS) as readonly DurationKey[]; // Object.keys widens to string

const blockSchema = z.strictObject({
  network: networkSchema,
  reason: z.string().max(200),
  duration: z.enum(['hour', 'day', 'week', 'month', 'ever']),
});

/** Blocks a network by hand. */
export function BlockDialog({
  initial,
  onClose,
  children,
}: {
  readonly initial: string;
  readonly onClose: () => void;
  /** What it would mean, above the fields. */
  readonly children?: ReactNode;
}) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.addTitle}
      submit={words.addSubmit}
      onClose={onClose}
      onSubmit={(values) => {
        const entered = {
          network: textOf(values, 'network'),
          reason: textOf(values, 'reason') || words.defaultReason,
          duration: textOf(values, 'duration'),
        };
        return sendForm(blockSchema, entered, ({ network, reason, duration }) => {
          const lasts = DURATIONS[duration];
          return change({
            text: words.blockedDone(network),
            run: ['screen.block', network, lasts === null ? null : Date.now() + lasts, reason],
            undo: [['screen.unblock', network]],
            shownBy: 'screen.list',
          });
        });
      }}
    >
      {children}
      <Field
        name="network"
        label={words.network}
        help={words.networkHelp}
        initial={initial}
        isRequired
        autoFocus
      />
      <Choice
        name="duration"
        label={words.until}
        initial="day"
        choices={DURATION_KEYS.map((key) => ({ value: key, label: words.durations[key] }))}
      />
      <Field name="reason" label={words.reason} placeholder={words.defaultReason} />
    </EntryDialog>
  );
}

import { z } from 'zod';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useExplain } from '../../state/use-change-history.ts';
import { text } from '../../text/en.ts';
import { changesText } from '../../text/en/changes.ts';

const reasonSchema = z.object({ reason: z.string().trim().max(1000) });

interface Props {
  readonly id: number;
  readonly reason: string;
  readonly onClose: () => void;
}

/** Why a change was made, in the administrator's words. */
export function WhyDialog({ id, reason, onClose }: Props) {
  const explain = useExplain();
  return (
    <EntryDialog
      title={changesText.whyTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(reasonSchema, { reason: textOf(values, 'reason') }, (entry) => explain(id, entry.reason))
      }
    >
      <Field name="reason" label={changesText.why} help={changesText.whyHelp} initial={reason} autoFocus />
    </EntryDialog>
  );
}

import type { AccountView } from '../../../server/contract/list-calls.ts';
import { ownLimitsSchema, type SendingLimits } from '../../../server/contract/settings.ts';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { limiting } from '../../state/account-changes.ts';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { sendAsText } from '../../text/en/send-as.ts';
import { LIMIT_NAMES, limitWords } from './limit-names.ts';

const words = sendAsText;

interface Props {
  readonly account: AccountView;
  /** The limits of every account. */
  readonly general: SendingLimits;
  readonly onClose: () => void;
}

/** Limits of one account, in place of those of every account. */
export function OwnLimitsDialog({ account, general, onClose }: Props) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.ownTitle(account.address)}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={async (values) => {
        const written = LIMIT_NAMES.map((name) => [name, textOf(values, name).toLowerCase()] as const);
        const bad = written.filter(
          ([, limit]) => limit !== '' && limit !== words.ownWord && !(Number(limit) >= 1),
        );
        if (bad.length > 0)
          return refusedBy(
            bad.map(([path]) => ({ path, reason: words.notANumber })),
            null,
          );
        const entered = written
          .filter(([, limit]) => limit !== '')
          .map(([name, limit]) => [name, limit === words.ownWord ? null : Number(limit)] as const);
        return sendForm(ownLimitsSchema, Object.fromEntries(entered), (limits) =>
          change(limiting(account, limits)),
        );
      }}
    >
      {LIMIT_NAMES.map((name, index) => (
        <Field
          key={name}
          name={name}
          label={words.limitNames[name]}
          help={words.ownHelp(limitWords(general[name]).toLowerCase())}
          initial={writtenLimit(account.limits[name])}
          autoFocus={index === 0}
        />
      ))}
    </EntryDialog>
  );
}

function writtenLimit(limit: number | null | undefined): string {
  if (limit === undefined) return '';
  return limit === null ? words.ownWord : String(limit);
}

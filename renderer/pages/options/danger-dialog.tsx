import { type OptionKey, type OptionPath } from '../../../server/contract/options.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { OptionName } from '../../parts/option-name.tsx';
import { placeOf, type OptionValue } from '../../state/option-values.ts';
import { optionDraft } from '../../state/option-draft.ts';
import { useCall } from '../../state/use-call.ts';
import { ACTIVITY_DAYS, useOptionActivity } from '../../state/use-option-activity.ts';
import { text } from '../../text/en.ts';
import { DraftDifference } from '../try/draft-difference.tsx';

interface Props {
  readonly path: OptionPath;
  readonly value: OptionValue;
  readonly onKeep: () => void;
  readonly onProceed: () => void;
}

/** How many sessions those who sign in on the SMTP port are drawn from. */
const SESSIONS = 1000;

/** Asks before an option goes its dangerous way: what would follow, with this server's own numbers. */
export function DangerDialog({ path, value, onKeep, onProceed }: Props) {
  const words = text.options.danger;
  const { key } = placeOf(path);
  const isTurnedOff = value === 'off' || value === false;
  return (
    <ConfirmDialog
      title={isTurnedOff ? words.titleOff : words.titleOn}
      subject={<OptionName path={path} />}
      keep={isTurnedOff ? words.keepOn : words.keepOff}
      proceed={isTurnedOff ? words.turnOff : words.turnOn}
      onKeep={onKeep}
      onProceed={onProceed}
      details={<DraftDifference draft={optionDraft(path, value)} days={ACTIVITY_DAYS} />}
    >
      <p>{words.effects[key]}</p>
      {key === 'noAuthOnSmtpPort' ? <SignInsOnSmtpPort /> : isTurnedOff && <RefusedSoFar option={key} />}
    </ConfirmDialog>
  );
}

function RefusedSoFar({ option }: { readonly option: OptionKey }) {
  const activity = useOptionActivity(option);
  return activity && <p>{text.options.danger.refused(activity.blocked)}</p>;
}

function SignInsOnSmtpPort() {
  const sessions = useCall('log.search', { limit: SESSIONS }).data?.sessions;
  const listeners = useCall('status.get').data?.listeners ?? [];
  const canSubmit = listeners.some(
    ({ kind, state }) => kind === 'msa' && (state === 'listening' || state === 'fallback'),
  );
  const accounts = sessions?.flatMap(({ listenerKind, account }) =>
    listenerKind === 'smtp' && account !== null ? [account] : [],
  );
  return (
    <>
      {accounts && <p>{text.options.danger.signedInOnSmtp([...new Set(accounts)])}</p>}
      {!canSubmit && <p>{text.options.danger.noSubmission}</p>}
    </>
  );
}

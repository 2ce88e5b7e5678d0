import { describeOption, type OptionPath } from '../../../server/contract/options.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { placeOf, type OptionValue } from '../../state/option-values.ts';
import { useCall } from '../../state/use-call.ts';
import { text } from '../../text/en.ts';

interface Props {
  readonly path: OptionPath;
  readonly value: OptionValue;
  readonly onKeep: () => void;
  readonly onProceed: () => void;
}

/** How many sessions the numbers in the dialog are drawn from. */
const SESSIONS = 1000;

/** Asks before an option goes its dangerous way: what would follow, with this server's own numbers. */
export function DangerDialog({ path, value, onKeep, onProceed }: Props) {
  const words = text.options.danger;
  const { key } = placeOf(path);
  const isTurnedOff = value === 'off' || value === false;
  return (
    <ConfirmDialog
      title={isTurnedOff ? words.titleOff : words.titleOn}
      subject={describeOption(path).label}
      keep={isTurnedOff ? words.keepOn : words.keepOff}
      proceed={isTurnedOff ? words.turnOff : words.turnOn}
      onKeep={onKeep}
      onProceed={onProceed}
    >
      <p>{words.effects[key]}</p>
      {key === 'noAuthOnSmtpPort' ? <SignInsOnSmtpPort /> : isTurnedOff && <RefusedSoFar path={path} />}
    </ConfirmDialog>
  );
}

function RefusedSoFar({ path }: { readonly path: OptionPath }) {
  const refused = useCall('log.search', { option: path, result: 'blocked', limit: SESSIONS }).data;
  return refused && <p>{text.options.danger.refused(refused.sessions.length)}</p>;
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

import { useLocation } from 'wouter';
import type { OptionPath } from '../../../../server/contract/options.ts';
import type { RefusalSummary, SessionDetail } from '../../../../server/contract/session-log.ts';
import type { WhatIfSession } from '../../../../server/contract/what-if.ts';
import { Button } from '../../../parts/button.tsx';
import { DialogFrame } from '../../../parts/dialog-frame.tsx';
import { Note } from '../../../parts/note.tsx';
import { OptionName } from '../../../parts/option-name.tsx';
import { optionAddress } from '../../../state/option-address.ts';
import { optionDraft } from '../../../state/option-draft.ts';
import { optionOf, placeOf, valueAt } from '../../../state/option-values.ts';
import { useCall } from '../../../state/use-call.ts';
import { useOptions, useSetOption } from '../../../state/use-option.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';

const words = sessionActionText.tryOff;

interface Props {
  readonly session: SessionDetail;
  readonly option: OptionPath;
  readonly onClose: () => void;
}

/** What would have become of a session without the option that decided it. Nothing is changed by it. */
export function TryOptionOff({ session, option, onClose }: Props) {
  const { key } = placeOf(option);
  const [, navigate] = useLocation();
  const set = useSetOption();
  const settings = useOptions();
  const isRule = optionOf(key).kind === 'rule';
  const answer = useCall(
    'whatIf.session',
    { startedAt: session.startedAt, id: session.id },
    optionDraft(key, isRule ? 'off' : false),
  );
  const canReport = isRule && settings !== undefined && valueAt(settings, key) === 'enforce';
  return (
    <DialogFrame title={words.title} width="wide" onClose={onClose}>
      <p className="dialog-subject">
        “<OptionName path={key} />”
      </p>
      <div className="stack" role="status">
        {answer.isPending && <p>{words.judging}</p>}
        {answer.data && (
          <Note kind={answer.data.result === 'let-in' ? 'warning' : 'info'}>
            <p>{answer.data.summary}</p>
            <p>{words.nothingChanged}</p>
          </Note>
        )}
      </div>
      {answer.isError && <Note kind="error">{words.failed(answer.error.message)}</Note>}
      {answer.data && <Steps steps={answer.data.steps} />}
      {canReport && <p className="quiet">{words.weakens}</p>}
      <div className="dialog-actions">
        {canReport && (
          <Button
            onPress={() => {
              onClose();
              void set(key, 'report');
            }}
          >
            {words.reportOnly}
          </Button>
        )}
        <Button
          onPress={() => {
            onClose();
            navigate(optionAddress(option));
          }}
        >
          {words.openOption}
        </Button>
        <Button look="primary" onPress={onClose} autoFocus>
          {words.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

function Steps({ steps }: Pick<WhatIfSession, 'steps'>) {
  return (
    <div className="table-scroll">
      <table className="table try-off-steps" aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.step}</th>
            <th scope="col">{words.columns.before}</th>
            <th scope="col">{words.columns.after}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ subject, before, after, isKnown }, index) => (
            <tr key={index}>
              <th scope="row">
                <code>{subject}</code>
              </th>
              <td>{outcome(before)}</td>
              <td>{isKnown ? outcome(after) : words.unknown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function outcome(refusal: RefusalSummary | null): string {
  return refusal ? `${String(refusal.code)} · ${refusal.reason}` : words.passes;
}

import { Pause, Play, RotateCw, Trash2, Undo2, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { queueText } from '../../text/en/queue.ts';

const words = queueText.actions;
type Question = 'remove' | 'bounce';

interface ActionButton {
  readonly icon: LucideIcon;
  readonly action: keyof typeof queueText.done;
  /** The messages that it concerns. */
  readonly ids: readonly string[];
  readonly onPress: () => void;
}

interface Props {
  readonly label: string;
  readonly messages: readonly QueuedMessage[];
  /** Whether an action that concerns none of them keeps its place. */
  readonly keepsIdle: boolean;
  /** Asked from elsewhere: by the Delete key in the list. */
  readonly question: Question | null;
  readonly onQuestion: (question: Question | null) => void;
}

/** What can be done with messages of the queue; each works on those of them that it concerns. */
export function QueueActions({ label, messages, keepsIdle, question, onQuestion }: Props) {
  const make = useReportedChange();
  const waiting = idsOf(messages, ({ state }) => state === 'waiting' || state === 'etrn');
  const held = idsOf(messages, ({ state }) => state === 'held');
  const retried = [...waiting, ...held];
  const all = idsOf(messages, () => true);
  const run = (action: keyof typeof queueText.done, ids: string[], undo: 'hold' | 'release' | null) => {
    make({
      text: queueText.done[action](ids.length),
      run: [`queue.${action}`, ids],
      undo: undo && [[`queue.${undo}`, ids]],
      shownBy: 'queue.list',
    });
  };
  const buttons: readonly ActionButton[] = [
    {
      icon: RotateCw,
      action: 'retry',
      ids: retried,
      onPress: () => {
        run('retry', retried, null);
      },
    },
    {
      icon: Pause,
      action: 'hold',
      ids: waiting,
      onPress: () => {
        run('hold', waiting, 'release');
      },
    },
    {
      icon: Play,
      action: 'release',
      ids: held,
      onPress: () => {
        run('release', held, 'hold');
      },
    },
    {
      icon: Undo2,
      action: 'bounce',
      ids: all,
      onPress: () => {
        onQuestion('bounce');
      },
    },
    {
      icon: Trash2,
      action: 'remove',
      ids: all,
      onPress: () => {
        onQuestion('remove');
      },
    },
  ];
  return (
    <div className="queue-actions" role="group" aria-label={label}>
      {buttons
        .filter(({ ids }) => keepsIdle || ids.length > 0)
        .map(({ icon, action, ids, onPress }) => (
          <Button key={action} icon={icon} isDisabled={ids.length === 0} onPress={onPress}>
            {words[action]}
          </Button>
        ))}
      {question !== null && all.length > 0 && (
        <LeavingQuestion
          question={question}
          messages={messages}
          onKeep={() => {
            onQuestion(null);
          }}
          onProceed={() => {
            onQuestion(null);
            run(question, all, null);
          }}
        />
      )}
    </div>
  );
}

/** The actions for one message, which asks its questions itself. */
export function QueueActionsForOne({ message }: { readonly message: QueuedMessage }) {
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <QueueActions
      label={words.labelOne}
      messages={[message]}
      keepsIdle={false}
      question={question}
      onQuestion={setQuestion}
    />
  );
}

function LeavingQuestion({
  question,
  messages,
  onKeep,
  onProceed,
}: {
  readonly question: Question;
  readonly messages: readonly QueuedMessage[];
  readonly onKeep: () => void;
  readonly onProceed: () => void;
}) {
  const isBounce = question === 'bounce';
  const count = messages.length;
  const told = [...new Set(messages.map(({ sender }) => sender).filter((sender) => sender !== '<>'))];
  const silent = messages.filter(({ sender }) => sender === '<>').length;
  return (
    <ConfirmDialog
      title={isBounce ? queueText.bounceTitle(count) : queueText.removeTitle(count)}
      subject={queueText.toMany([...new Set(messages.map(({ recipient }) => recipient))])}
      keep={isBounce ? queueText.bounceKeep : queueText.removeKeep}
      proceed={isBounce ? queueText.bounceProceed : queueText.removeProceed}
      onKeep={onKeep}
      onProceed={onProceed}
    >
      {isBounce ? (
        <>
          {told.length > 0 && <p>{queueText.bounceTold(told)}</p>}
          {silent > 0 && <p>{queueText.bounceSilent(silent)}</p>}
        </>
      ) : (
        <p>{queueText.removeText}</p>
      )}
    </ConfirmDialog>
  );
}

function idsOf(
  messages: readonly QueuedMessage[],
  isConcerned: (message: QueuedMessage) => boolean,
): string[] {
  return messages.filter(isConcerned).map(({ id }) => id);
}

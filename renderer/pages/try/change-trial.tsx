import { useIsFetching } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { LineChoice } from '../../parts/line-choice.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { tryText } from '../../text/en/try.ts';
import { draftOf, stepsOf, subjectOf, type DraftLine, type Lists } from './draft-line.ts';
import { DraftDifference } from './draft-difference.tsx';
import { DraftLines } from './draft-lines.tsx';
import { LineForm } from './line-form.tsx';

const words = tryText.trial;
const DAYS = ['1', '7', '30'] as const;

/** A change put together line by line, what it would have done to the recorded sessions, and then, if wanted, made. */
export function ChangeTrial() {
  const options = useCall('options.get');
  const whiteList = useCall('whiteList.list');
  const networks = useCall('networks.list');
  return (
    <Answer of={options}>
      {(inForce) => (
        <Answer of={whiteList}>
          {(entries) => (
            <Answer of={networks}>
              {(ranges) => <Trial lists={{ options: inForce, whiteList: entries, ...ranges }} />}
            </Answer>
          )}
        </Answer>
      )}
    </Answer>
  );
}

function Trial({ lists }: { readonly lists: Lists }) {
  const [lines, setLines] = useState<readonly DraftLine[]>([]);
  const [days, setDays] = useState('7');
  const isJudging = useIsFetching({ queryKey: ['whatIf.judge'] }) > 0;
  const make = useMakeDraft(lists);
  return (
    <>
      <Card title={words.draft}>
        <p className="card-lead">{words.draftHelp}</p>
        <div className="card-body">
          <LineForm
            lists={lists}
            onAdd={(line) => {
              setLines([...lines.filter((other) => subjectOf(other) !== subjectOf(line)), line]);
            }}
          />
          <DraftLines
            lines={lines}
            lists={lists}
            onRemove={(line) => {
              setLines(lines.filter((other) => other !== line));
            }}
          />
        </div>
      </Card>
      {lines.length > 0 && (
        <Card
          title={words.difference}
          actions={<LineChoice label={words.range} choices={rangeChoices} value={days} onChange={setDays} />}
        >
          <div className="card-body">
            <DraftDifference
              key={JSON.stringify([lines, days])}
              draft={draftOf(lines, lists)}
              days={Number(days)}
            />
            <div className="card-buttons">
              <Button
                look="primary"
                isDisabled={isJudging}
                onPress={() => {
                  reportFailure(
                    words.made(lines.length),
                    make(lines).then(() => {
                      setLines([]);
                    }),
                  );
                }}
              >
                {words.make}
              </Button>
              <Button
                onPress={() => {
                  setLines([]);
                }}
              >
                {words.discard}
              </Button>
            </div>
          </div>
        </Card>
      )}
    </>
  );
}

const rangeChoices = DAYS.map((days) => ({ value: days, label: words.days(Number(days)) }));

/** Makes all lines one after the other, by the usual calls; Undo takes them back in turn. */
function useMakeDraft(lists: Lists): (lines: readonly DraftLine[]) => Promise<void> {
  const change = useChange();
  return async (lines) => {
    const { run, undo } = stepsOf(lines, lists);
    const [first, ...also] = run;
    if (first === undefined) return;
    await change({ text: words.made(lines.length), run: first, also, undo, shownBy: 'options.get' });
  };
}

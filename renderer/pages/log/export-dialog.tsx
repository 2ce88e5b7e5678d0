import { useState } from 'react';
import { EXPORT_FORMATS, type ExportFormat } from '../../../server/contract/log-history.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import type { LogFilter } from '../../state/log-filter.ts';
import { useLogExport } from '../../state/use-log-export.ts';
import { text } from '../../text/en.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { ExportProgress } from './export-progress.tsx';
import { chipsOf } from './log-chips.tsx';

const WORDS = logToolsText.export;

interface Props {
  readonly filter: LogFilter;
  readonly onClose: () => void;
}

/** What matches the filter as a file: a table, data, or transcripts. */
export function ExportDialog({ filter, onClose }: Props) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const { state, start, stop } = useLogExport(filter);
  const chips = chipsOf(filter);
  const mosts = format === 'txt' ? WORDS.mostsTxt : WORDS.mosts;
  const isRunning = state.kind === 'running';
  return (
    <DialogFrame
      title={WORDS.title}
      onClose={() => {
        stop();
        onClose();
      }}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          const most = Number(new FormData(event.currentTarget).get('most'));
          if (!isRunning) void start(format, most);
        }}
      >
        <div>
          <p>{WORDS.what}</p>
          <p className="quiet dialog-subject">
            {chips.length === 0 ? WORDS.everything : chips.map(({ words }) => words).join(' · ')}
          </p>
        </div>
        <Choice
          name="format"
          label={WORDS.format}
          initial="csv"
          autoFocus
          choices={EXPORT_FORMATS.map((value) => ({ value, label: WORDS.formats[value] }))}
          onChange={(value) => {
            setFormat(EXPORT_FORMATS.find((known) => known === value) ?? 'csv');
          }}
        />
        <Choice
          key={format === 'txt' ? 'txt' : 'rows'}
          name="most"
          label={WORDS.most}
          initial={format === 'txt' ? '500' : '10000'}
          choices={Object.entries(mosts).map(([value, label]) => ({ value, label }))}
        />
        <ExportProgress state={state} />
        <div className="dialog-actions">
          <Button
            onPress={() => {
              stop();
              onClose();
            }}
          >
            {state.kind === 'done' ? text.common.close : text.common.cancel}
          </Button>
          {isRunning && <Button onPress={stop}>{WORDS.stop}</Button>}
          <Button look="primary" type="submit" isPending={isRunning}>
            {WORDS.start}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

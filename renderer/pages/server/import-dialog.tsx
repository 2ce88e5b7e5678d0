import { useState, useTransition } from 'react';
import type { SetupPreview } from '../../../server/contract/settings-calls.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import { Button } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { Note } from '../../parts/note.tsx';
import { problemsOfFailure, useSetup, type Import } from '../../state/use-setup.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText.setup;

interface Props {
  readonly imported: Import;
  readonly onClose: () => void;
}

/** What an import would change, before anything is changed. */
export function ImportDialog({ imported, onClose }: Props) {
  const setup = useSetup();
  const [isApplying, startApplying] = useTransition();
  const [problems, setProblems] = useState(imported.kind === 'refused' ? imported.problems : null);

  if (problems || imported.kind === 'refused') return <Refused problems={problems ?? []} onClose={onClose} />;
  const { document, preview } = imported;
  const count = preview.changes.length;
  return (
    <DialogFrame title={words.previewTitle} width="wide" onClose={onClose}>
      {preview.warnings.map((warning) => (
        <Note key={warning.code + warning.text} kind="warning">
          {warning.text}
        </Note>
      ))}
      <ChangesTable changes={preview.changes} />
      <div className="dialog-actions">
        <Button autoFocus onPress={onClose}>
          {text.common.cancel}
        </Button>
        {count > 0 && (
          <Button
            look="primary"
            onPress={() => {
              if (isApplying) return;
              startApplying(async () => {
                try {
                  await setup.apply(document, count);
                  onClose();
                } catch (error) {
                  setProblems(problemsOfFailure(error));
                }
              });
            }}
          >
            {words.apply(count)}
          </Button>
        )}
      </div>
    </DialogFrame>
  );
}

function ChangesTable({ changes }: { readonly changes: SetupPreview['changes'] }) {
  return (
    <DataTable
      label={words.previewTitle}
      columns={[
        { key: 'path', title: words.change, render: ({ path }) => <code>{path}</code> },
        { key: 'before', title: words.before, render: ({ before }) => before ?? words.absent },
        { key: 'after', title: words.after, render: ({ after }) => after ?? words.absent },
      ]}
      rows={changes}
      rowKey={({ path }) => path}
      empty={<p>{words.nothing}</p>}
    />
  );
}

function Refused({
  problems,
  onClose,
}: {
  readonly problems: readonly Problem[];
  readonly onClose: () => void;
}) {
  return (
    <DialogFrame title={words.refusedTitle} width="wide" onClose={onClose}>
      <p>{words.refused}</p>
      <ul className="problem-list">
        {problems.map(({ path, reason }) => (
          <li key={path + reason}>
            <code>{path === '' ? words.whole : path}</code> {reason}
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button autoFocus onPress={onClose}>
          {text.common.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

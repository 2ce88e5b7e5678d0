import { Download } from 'lucide-react';
import { DialogButton } from '../../parts/dialog-button.tsx';
import type { LogFilter } from '../../state/log-filter.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { ExportDialog } from './export-dialog.tsx';

/** Saves what the list shows to a file. */
export function ExportButton({ filter }: { readonly filter: LogFilter }) {
  return (
    <DialogButton icon={Download} dialog={(onClose) => <ExportDialog filter={filter} onClose={onClose} />}>
      {logToolsText.export.open}
    </DialogButton>
  );
}

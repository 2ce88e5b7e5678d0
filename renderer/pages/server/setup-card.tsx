import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useSetup, type Import } from '../../state/use-setup.ts';
import { serverText } from '../../text/en/server.ts';
import { ImportDialog } from './import-dialog.tsx';

const words = serverText.setup;

/** The whole installation as one document: out, and in again. */
export function SetupCard() {
  const setup = useSetup();
  const chooser = useRef<HTMLInputElement>(null);
  const [imported, setImported] = useState<Import | null>(null);
  return (
    <Card title={words.title} place="setup">
      <div className="card-body card-row">
        <p>{words.text}</p>
        <div className="card-buttons">
          <Button
            icon={Download}
            onPress={() => {
              reportFailure(words.export, setup.exportTo(words.fileName));
            }}
          >
            {words.export}
          </Button>
          <Button icon={Upload} onPress={() => chooser.current?.click()}>
            {words.import}
          </Button>
          <input
            ref={chooser}
            hidden
            type="file"
            accept="application/json,.json"
            aria-label={words.import}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = ''; // so that the same file can be chosen again
              if (file) void file.text().then(setup.preview).then(setImported);
            }}
          />
        </div>
      </div>
      {imported && (
        <ImportDialog
          imported={imported}
          onClose={() => {
            setImported(null);
          }}
        />
      )}
    </Card>
  );
}

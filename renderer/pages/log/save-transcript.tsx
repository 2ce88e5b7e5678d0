import { Download } from 'lucide-react';
import { useState } from 'react';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { Button } from '../../parts/button.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useConsole } from '../../state/console-context.tsx';
import { logToolsText } from '../../text/en/log-tools.ts';

const WORDS = logToolsText.export;

/** One session as a text for whoever has no window before him: what was said, and what was judged. */
export function SaveTranscript({ session }: { readonly session: SessionDetail }) {
  const console = useConsole();
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    const { id, startedAt } = session;
    try {
      const { text } = await console.call('log.export', { id, from: startedAt, to: startedAt + 1 }, 'txt');
      saveFile(`session-${id}.txt`, [text], 'txt');
      setFailure(null);
    } catch (error) {
      setFailure(WORDS.failed(error instanceof Error ? error.message : String(error)));
    }
  };
  return (
    <>
      <Button icon={Download} onPress={() => void save()}>
        {WORDS.ofSession}
      </Button>
      {failure !== null && <span role="alert">{failure}</span>}
    </>
  );
}

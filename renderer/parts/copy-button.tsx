import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';

const SHOWN_MS = 2000;
type Outcome = 'none' | 'copied' | 'failed';

/** Puts text on the clipboard and says whether that worked. */
export function CopyButton({
  label,
  describedAs,
  content,
}: {
  readonly label: string;
  /** What is copied, for those who do not see what the button stands beside; begins with the label. */
  readonly describedAs?: string;
  readonly content: () => string;
}) {
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => {
      setOutcome('none');
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(content());
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const words = { none: label, copied: text.common.copied, failed: text.common.copyFailed };
  return (
    <>
      <Button
        icon={outcome === 'copied' ? Check : Copy}
        onPress={() => void copy()}
        {...(outcome === 'none' && describedAs !== undefined && { 'aria-label': describedAs })}
      >
        {words[outcome]}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === 'none' ? '' : words[outcome]}
      </span>
    </>
  );
}

import { TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { Warning } from '../../server/contract/status.ts';
import { HelpPopover } from '../parts/help-popover.tsx';
import { OptionName } from '../parts/option-name.tsx';
import { ServerWords } from '../parts/server-words.tsx';
import { optionAddress } from '../state/option-address.ts';
import { text } from '../text/en.ts';

/** The number of warnings in force; shows them, each with the way to its option. */
export function WarningsButton({ warnings }: { readonly warnings: readonly Warning[] }) {
  return (
    <HelpPopover icon={TriangleAlert} label={text.shell.warnings(warnings.length)} isLabelShown>
      <ul className="warning-list">
        {warnings.map((warning) => (
          <li key={warning.code + warning.text}>
            <ServerWords>{warning.text}</ServerWords>
            {warning.option && (
              <Link href={optionAddress(warning.option)}>
                <OptionName path={warning.option} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </HelpPopover>
  );
}

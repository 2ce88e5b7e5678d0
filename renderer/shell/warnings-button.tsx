import { TriangleAlert } from 'lucide-react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Link } from 'wouter';
import type { Warning } from '../../server/contract/api.ts';
import { describeOption } from '../../server/contract/options.ts';
import { Button } from '../parts/button.tsx';
import { optionAddress } from '../state/option-address.ts';
import { text } from '../text/en.ts';

/** The number of warnings in force; shows them, each with the way to its option. */
export function WarningsButton({ warnings }: { readonly warnings: readonly Warning[] }) {
  return (
    <DialogTrigger>
      <Button look="link" icon={TriangleAlert}>
        {text.shell.warnings(warnings.length)}
      </Button>
      <Popover className="popover" placement="top start">
        <Dialog className="popover-dialog" aria-label={text.shell.warnings(warnings.length)}>
          {({ close }) => (
            <ul className="warning-list">
              {warnings.map((warning) => (
                <li key={warning.code + warning.text}>
                  {warning.text}
                  {warning.option && (
                    <Link href={optionAddress(warning.option)} onClick={close}>
                      {describeOption(warning.option).label}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

import { useId, useState } from 'react';
import type { GatewayEntry } from '../../../server/contract/directory.ts';
import { CheckBox } from '../../parts/check-box.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Toggle } from '../../parts/toggle.tsx';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.gateways;
type Value = GatewayEntry['sendersMustAuth'];

/** (gateway screen) "Authentication is required when sending mail as a user of this gateway". */
export function SendersMustAuth({ gateway }: { readonly gateway: GatewayEntry }) {
  const id = useId();
  const make = useReportedChange();
  const [isAsking, setAsking] = useState(false);
  const value = gateway.sendersMustAuth;

  const set = (next: Value) => {
    make({
      text: text.options.nowIs(`${words.mustAuth}: ${gateway.domain}`, next),
      run: ['gateways.save', { ...gateway, sendersMustAuth: next }, gateway.domain],
      undo: [['gateways.save', gateway, gateway.domain]],
      shownBy: 'gateways.list',
    });
  };

  return (
    <div className="cell-option" role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className="visually-hidden">
        {`${words.mustAuth}: ${gateway.domain}`}
      </span>
      <Toggle
        labelledBy={`${id}-label`}
        isOn={value !== false}
        state={text.options.state(value !== false)}
        onChange={(turnOn) => {
          if (turnOn) set(true);
          else setAsking(true);
        }}
      />
      {value !== false && (
        <CheckBox
          isOn={value === 'report'}
          onChange={(isReport) => {
            set(isReport ? 'report' : true);
          }}
        >
          {text.options.reportOnly}
        </CheckBox>
      )}
      {isAsking && (
        <ConfirmDialog
          title={text.options.danger.titleOff}
          subject={`${words.mustAuth}: ${gateway.domain}`}
          keep={text.options.danger.keepOn}
          proceed={text.options.danger.turnOff}
          onKeep={() => {
            setAsking(false);
          }}
          onProceed={() => {
            setAsking(false);
            set(false);
          }}
        >
          {words.dangerOff}
        </ConfirmDialog>
      )}
    </div>
  );
}

import { Link } from 'wouter';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { useCall } from '../../state/use-call.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { OptionSetting } from '../options/option-setting.tsx';

/**
 * "This option is mirrored on the Settings screen of Aliases. Changing the setting here will change it there as
 * well." One stored value, seen in two places.
 */
export function AliasSettings() {
  const options = useCall('options.get');
  return (
    <Answer of={options}>
      {(settings) => (
        <Card title={listsText.aliases.reserved}>
          <OptionSetting
            path="roleAddressMustAuth"
            settings={settings}
            notes={
              <>
                {text.options.mirroredHere}{' '}
                <Link href={optionAddress('roleAddressMustAuth')}>{text.options.title}</Link>.{' '}
                {text.options.mirroredTail}
              </>
            }
          />
        </Card>
      )}
    </Answer>
  );
}

import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import { Answer } from '../../parts/answer.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useCall } from '../../state/use-call.ts';
import { text } from '../../text/en.ts';
import { changedOptions } from './changed-options.ts';
import type { GroupProps } from './group-props.ts';
import { MatchGroup } from './match-group.tsx';
import { BeyondGroup, ReservedGroup } from './reserved-group.tsx';
import { SignInGroup } from './sign-in-group.tsx';
import { PageTools } from './page-tools.tsx';

/** Every option of the classic page, in its words and its order. */
export function SmtpAuthenticationPage() {
  const options = useCall('options.get');
  const [isChangedOnly, setChangedOnly] = useState(false);
  return (
    <PageFrame
      title={text.options.title}
      lead={text.options.lead}
      actions={
        options.data && (
          <PageTools settings={options.data} isChangedOnly={isChangedOnly} onChangedOnly={setChangedOnly} />
        )
      }
    >
      <Answer of={options}>
        {(settings) => <Groups settings={settings} isChangedOnly={isChangedOnly} />}
      </Answer>
    </PageFrame>
  );
}

function Groups({
  settings,
  isChangedOnly,
}: {
  readonly settings: OptionSettings;
  readonly isChangedOnly: boolean;
}) {
  const changed = changedOptions(settings);
  if (isChangedOnly && changed.length === 0) {
    return (
      <div className="card">
        <EmptyState icon={CircleCheck} title={text.options.tools.nothingChanged}>
          <p>{text.options.tools.nothingChangedHelp}</p>
        </EmptyState>
      </div>
    );
  }
  const shows = (rowKey: string) =>
    !isChangedOnly || changed.some((path) => path === rowKey || path.startsWith(`${rowKey}.`));
  const group: GroupProps = { settings, shows };
  return (
    <>
      <SignInGroup {...group} />
      <MatchGroup {...group} />
      <ReservedGroup {...group} />
      <BeyondGroup {...group} />
    </>
  );
}

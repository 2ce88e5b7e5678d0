import { KeyRound } from 'lucide-react';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useCall } from '../../state/use-call.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import { DnsCheck } from '../dns/dns-check.tsx';
import { suggestSelector } from '../domains/dkim-record.ts';
import type { StepProps } from './first-run-page.tsx';
import { StepFrame } from './step-frame.tsx';

const words = firstRunText.dns;

/** What DNS says of the first domain; a signing key can be made so that its record is among those to publish. */
export function DnsStep({ walk }: StepProps) {
  const domains = useCall('domains.list');
  const keys = useCall('dkim.list');
  const make = useReportedChange();
  return (
    <StepFrame walk={walk} title={words.title} lead={words.lead}>
      <Answer of={domains}>
        {([first]) => (
          <Answer of={keys}>
            {(list) => {
              const domain = first?.name ?? '';
              const own = list.filter((key) => key.domain === domain);
              return (
                <DnsCheck
                  // A new key has a record that was not asked for yet.
                  key={own.length}
                  domain={domain}
                  isAutomatic={domain !== ''}
                  actions={
                    own.length === 0 && (
                      <Button
                        icon={KeyRound}
                        onPress={() => {
                          const selector = suggestSelector([], new Date().getFullYear());
                          make({
                            text: words.keyMade(domain),
                            run: ['dkim.create', domain, selector, 'rsa'],
                            undo: [['dkim.remove', domain, selector]],
                            shownBy: 'dkim.list',
                          });
                        }}
                      >
                        {words.makeKey}
                      </Button>
                    )
                  }
                />
              );
            }}
          </Answer>
        )}
      </Answer>
    </StepFrame>
  );
}

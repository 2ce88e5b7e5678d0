import { Swords } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { formatClock } from '../../parts/time.tsx';
import { findAttack, type Attack } from '../../state/attack.ts';
import type { LogRing } from '../../state/log-ring.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

const LOOK_EVERY_MS = 2000;

interface Props {
  readonly ring: LogRing;
  readonly onOnlyIp: (ip: string) => void;
}

/** While one client is blocked again and again: how often, and what is known of it. */
export function AttackNote({ ring, onOnlyIp }: Props) {
  const [attack, setAttack] = useState<Attack | null>(null);
  useEffect(() => {
    const look = () => {
      setAttack(findAttack(ring.newestFirst(), Date.now()));
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [ring]);
  if (attack === null) return null;
  return (
    <details className="attack-note">
      <summary>
        <Swords size={15} aria-hidden />
        {logToolsText.attack(attack.sessions, attack.ip)}
      </summary>
      <p>{logToolsText.attackSpan(formatClock(attack.first), formatClock(attack.last), attack.rows)}</p>
      <ul>
        {attack.reasons.map(([reason, sessions]) => (
          <li key={reason}>{logToolsText.attackReasons(reason, sessions)}</li>
        ))}
      </ul>
      <Button
        onPress={() => {
          onOnlyIp(attack.ip);
        }}
      >
        {logToolsText.attackOnly}
      </Button>
    </details>
  );
}

import { CircleAlert, ShieldAlert, ShieldCheck, ShieldX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';
import type { Health, HealthItem, HealthState } from '../../../server/contract/health.ts';
import { ServerWords } from '../../parts/server-words.tsx';
import { dashboardText as words } from '../../text/en/dashboard.ts';

const STATE_ICONS: Readonly<Record<HealthState, LucideIcon>> = {
  good: ShieldCheck,
  attention: ShieldAlert,
  alarm: ShieldX,
};
const ITEM_ICONS: Readonly<Record<HealthItem['severity'], LucideIcon>> = {
  attention: TriangleAlert,
  alarm: CircleAlert,
};

/** One sentence and one colour, from what is worst, with the way there; below it whatever else is to be seen to. */
export function HealthCard({ health: { state, sentence, items } }: { readonly health: Health }) {
  const Icon = STATE_ICONS[state];
  const [worst, ...others] = items;
  return (
    <section className={`card health health-${state}`} aria-labelledby="health-sentence">
      <div className="health-head">
        <span className="health-icon">
          <Icon size={22} aria-hidden />
        </span>
        <div>
          <p className="health-word">{words.states[state]}</p>
          <h2 id="health-sentence" className="health-sentence">
            <ServerWords>{sentence}</ServerWords>
          </h2>
          {worst && worst.detail !== '' && (
            <p className="quiet">
              <ServerWords>{worst.detail}</ServerWords>
            </p>
          )}
        </div>
        {worst && <Way action={worst.action} />}
      </div>
      {others.length > 0 && (
        <ul className="health-items" aria-label={words.items}>
          {others.map((item) => (
            <Item key={item.code + item.text} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Item({ item: { severity, text, detail, action } }: { readonly item: HealthItem }) {
  const Icon = ITEM_ICONS[severity];
  return (
    <li className={`health-item health-${severity}`}>
      <Icon size={16} aria-hidden />
      <div>
        <p>
          <span className="visually-hidden">{words.severities[severity]}: </span>
          <ServerWords>{text}</ServerWords>
        </p>
        {detail !== '' && (
          <p className="quiet">
            <ServerWords>{detail}</ServerWords>
          </p>
        )}
      </div>
      <Way action={action} />
    </li>
  );
}

function Way({ action }: Pick<HealthItem, 'action'>) {
  return (
    action && (
      <Link href={action.page} className="button button-plain">
        <ServerWords>{action.words}</ServerWords>
      </Link>
    )
  );
}

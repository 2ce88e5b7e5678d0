import { Rocket } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import { formatCount } from '../parts/size.ts';
import { PAGES, type Page, type PageGroup } from '../routes.ts';
import { useFirstRunPending } from '../state/first-run-pending.ts';
import { useCall } from '../state/use-call.ts';
import { text } from '../text/en.ts';

/** A longer queue is not counted out: the number is to be seen, not read. */
const MOST_COUNTED = 99;
const GROUPS = [...new Set(PAGES.map(({ group }) => group))];

/** The pages, grouped, with the number of entries where a list has some. */
export function Navigation() {
  const isFirstRun = useFirstRunPending();
  const whiteList = useCall('whiteList.list').data?.length;
  const blocked = useCall('screen.list').data?.blocked.length;
  const queued = useCall('queue.list', { limit: MOST_COUNTED + 1 }).data?.length;
  const counts: Readonly<Partial<Record<Page['key'], number | undefined>>> = {
    whiteList,
    dynamicScreen: blocked,
    queue: queued,
  };
  return (
    <nav className="navigation" aria-label={text.shell.pagesLabel} data-region tabIndex={-1}>
      {isFirstRun && <FirstRunLink />}
      {GROUPS.map((group) => (
        <NavigationGroup key={group} group={group} counts={counts} />
      ))}
    </nav>
  );
}

/** As long as the first run is not over, the way back into it. */
function FirstRunLink() {
  const [isHere] = useRoute('/first-run');
  return (
    <ul>
      <li>
        <Link href="/first-run" className="navigation-link" aria-current={isHere ? 'page' : undefined}>
          <Rocket size={16} aria-hidden />
          <span className="navigation-name">{text.shell.firstRun}</span>
        </Link>
      </li>
    </ul>
  );
}

function NavigationGroup({
  group,
  counts,
}: {
  readonly group: PageGroup;
  readonly counts: Readonly<Partial<Record<Page['key'], number | undefined>>>;
}) {
  const title = text.shell.groups[group];
  const id = `navigation-${group}`;
  return (
    <div className="navigation-group">
      {title !== '' && (
        <span id={id} className="navigation-title">
          {title}
        </span>
      )}
      <ul aria-labelledby={title === '' ? undefined : id}>
        {PAGES.filter((page) => page.group === group).map((page) => (
          <li key={page.key}>
            <NavigationLink page={page} count={counts[page.key] ?? 0} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NavigationLink({ page, count }: { readonly page: Page; readonly count: number }) {
  const [isHere] = useRoute(page.path);
  const name = text.shell.pages[page.key];
  const Icon = page.icon;
  return (
    <Link
      href={page.path}
      className="navigation-link"
      aria-current={isHere ? 'page' : undefined}
      title={name}
    >
      <Icon size={16} aria-hidden />
      <span className="navigation-name">{name}</span>
      {count > 0 && (
        <span className="navigation-count" aria-hidden>
          {page.key === 'queue' && count > MOST_COUNTED
            ? text.shell.moreThan(MOST_COUNTED)
            : formatCount(count)}
        </span>
      )}
    </Link>
  );
}

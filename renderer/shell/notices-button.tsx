import {
  BadgeAlert,
  Bell,
  BellRing,
  CircleCheck,
  Database,
  Gauge,
  HardDrive,
  Hourglass,
  ShieldAlert,
  ShieldBan,
  Snowflake,
  Unplug,
  X,
  type LucideIcon,
} from 'lucide-react';
import { useId, useRef } from 'react';
import { Link } from 'wouter';
import type { NoticeCode } from '../../server/contract/notice-codes.ts';
import type { Notice } from '../../server/contract/notices.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/time.tsx';
import { useDismissNotices } from '../state/use-dismiss-notices.ts';
import { useCall } from '../state/use-call.ts';
import { useNow } from '../state/use-now.ts';
import { PAGES } from '../routes.ts';
import { text } from '../text/en.ts';

const words = text.shell.notices;
/** More are only counted as "and more". */
const MOST_COUNTED = 99;

const ICONS: Readonly<Record<NoticeCode, LucideIcon>> = {
  'network-blocked': ShieldBan,
  'account-frozen': Snowflake,
  'account-limit-exceeded': Gauge,
  'queue-trouble': Hourglass,
  'attack-began': ShieldAlert,
  'certificate-ends': BadgeAlert,
  'disk-fills': HardDrive,
  'listener-down': Unplug,
  'storage-trouble': Database,
  test: BellRing,
};

/** What happened lately, behind a bell with its number: each with the way to its page, until it is dismissed. */
export function NoticesButton() {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const notices = useCall('notices.list').data ?? [];
  const dismiss = useDismissNotices();
  const count = notices.length;
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-icon-only notices-button"
        aria-label={words.button(count)}
        popoverTarget={id}
      >
        <Bell size={17} aria-hidden />
        {count > 0 && (
          <span className="notices-count" aria-hidden>
            {count > MOST_COUNTED ? text.shell.moreThan(MOST_COUNTED) : count}
          </span>
        )}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={words.title}
        className="popover notices"
      >
        <div className="notices-head">
          <h2>{words.title}</h2>
          {count > 1 && (
            <Button
              look="link"
              onPress={() => {
                dismiss(notices);
              }}
            >
              {words.dismissAll}
            </Button>
          )}
        </div>
        {count === 0 ? (
          <p className="quiet">{words.empty}</p>
        ) : (
          <NoticeList
            notices={notices}
            onDismiss={dismiss}
            onLeave={() => {
              popover.current?.hidePopover();
            }}
          />
        )}
      </div>
    </>
  );
}

function NoticeList({
  notices,
  onDismiss,
  onLeave,
}: {
  readonly notices: readonly Notice[];
  readonly onDismiss: (notices: readonly Notice[]) => void;
  readonly onLeave: () => void;
}) {
  const now = useNow(30_000);
  return (
    <ul className="notice-list" tabIndex={0} aria-label={words.title}>
      {notices.map((notice) => {
        const Icon = notice.isOver ? CircleCheck : ICONS[notice.code];
        const page = PAGES.find(({ path }) => path === notice.page.replace(/\?.*$/, ''));
        return (
          <li key={notice.id}>
            <Icon size={16} aria-hidden />
            <div>
              <p>{notice.text}</p>
              <p className="quiet">
                <Moment at={notice.at} now={now} />
                {page && (
                  <>
                    {' · '}
                    <Link href={notice.page} onClick={onLeave}>
                      {text.shell.pages[page.key]}
                    </Link>
                  </>
                )}
              </p>
            </div>
            <Button
              look="quiet"
              icon={X}
              aria-label={words.dismiss(notice.subject)}
              onPress={() => {
                onDismiss([notice]);
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}

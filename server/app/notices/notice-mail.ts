import { formatAddress, parseAddress, type Address } from '../../contract/address.ts';
import type { Authenticity } from '../../contract/authenticity.ts';
import type { Clock } from '../../contract/clock.ts';
import type { DeliveryQueue } from '../../contract/delivery-queue.ts';
import type { PolicySnapshot } from '../../contract/directory-view.ts';
import type { NoticeTest } from '../../contract/notice-calls.ts';
import type { NoticeBoard } from '../../contract/notices.ts';
import { composeNotice } from '../../delivery/report/compose-notice.ts';
import { ownMessage } from '../../delivery/report/own-message.ts';
import { deliveriesOfReport, postmasterFor } from '../report-ways.ts';
import type { LoudNotice } from './alert-groups.ts';

export interface NoticeMailOptions {
  readonly queue: Pick<DeliveryQueue, 'settle'>;
  readonly clock: Clock;
  readonly policy: () => PolicySnapshot;
  /** Domain Sharing is set up: what is unknown here may be elsewhere. */
  readonly sharesDomains: () => boolean;
  readonly authenticity: Pick<Authenticity, 'sign'>;
  readonly messageId: () => string;
  readonly notices: NoticeBoard;
  readonly reportError: (step: string, cause: unknown) => void;
}

type Outcome = Exclude<NoticeTest['mail'], { kind: 'off' }>;

/** Mail to the postmaster, or whoever is to get it, through this server's own queue and mailboxes. */
export class NoticeMail {
  readonly #options: NoticeMailOptions;
  /** That nobody gets it is said once, until somebody does. */
  #saidWhy = false;

  constructor(options: NoticeMailOptions) {
    this.#options = options;
  }

  /** Tells of notices of one code, the oldest first. Resolves when the mail is stored; never rejects. */
  async send([first, ...others]: readonly [LoudNotice, ...LoudNotice[]]): Promise<Outcome> {
    const { queue, clock, policy, authenticity, messageId, reportError } = this.#options;
    const snapshot = policy();
    const to = recipientOf(snapshot);
    const deliveries = to === null ? [] : deliveriesOfReport(to, snapshot, this.#options.sharesDomains());
    if (to === null || deliveries.length === 0) return this.#notSent(to);
    try {
      const from = postmasterFor(to, snapshot);
      const { hostname } = snapshot.settings;
      const [id, at] = [messageId(), clock()];
      const content = composeNotice({
        id,
        at,
        hostname,
        from,
        to,
        code: first.code,
        notices: [first, ...others],
      });
      const eightBit = content.some((byte) => byte > 0x7f);
      const signer = authenticity.sign(from.domain);
      const message = await ownMessage({ id, at, sessionId: '', to, deliveries, content, eightBit, signer });
      await queue.settle([], [message]);
      this.#saidWhy = false;
      return { kind: 'sent', to: formatAddress(to) };
    } catch (cause) {
      reportError('mailing a notice', cause);
      return { kind: 'not-sent', because: 'It could not be stored.' };
    }
  }

  #notSent(to: Address | null): Outcome {
    const because =
      to === null
        ? 'There is no domain yet whose postmaster could get it.'
        : `There is no account that gets the mail of ${formatAddress(to)}.`;
    if (!this.#saidWhy)
      this.#options.notices.tell({
        code: 'queue-trouble',
        text: `Notices cannot be mailed. ${because}`,
        subject: 'mailing notices',
        page: '/server',
      });
    this.#saidWhy = true;
    return { kind: 'not-sent', because };
  }
}

/** RFC 5321 §4.5.1: `postmaster` is there in every domain. Null while there is none. */
function recipientOf({ settings, directory }: PolicySnapshot): Address | null {
  const { mailTo } = settings.notices;
  if (mailTo !== null) return parseAddress(mailTo);
  const domain = directory.firstLocalDomain;
  return domain === null ? null : { localPart: 'postmaster', domain };
}

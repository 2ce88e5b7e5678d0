import { formatAddress } from '../contract/address.ts';
import type { AccountFact, MailFacts, RecipientFacts, SendingUse } from '../contract/facts.ts';
import type { OptionSettings, OwnLimits, SendingLimits } from '../contract/settings.ts';
import { opinionsOf, type OpinionsOfRule, type Opinion } from './opinion.ts';
import { ACCOUNT_FROZEN_550, LIMIT_EXCEEDED_550 } from './replies.ts';

/**
 * "Accounts may send only so much in an hour and in a day": whoever has guessed a password, or sits on a colleague's
 * computer, is stopped before the whole server gets a bad name. An account that exceeds a limit is frozen, until the
 * administrator lets it send again. Beyond the page.
 */

type Limit = keyof SendingLimits;

const MESSAGE_LIMITS: readonly Limit[] = ['messagesPerHour', 'messagesPerDay'];
const RECIPIENT_LIMITS: readonly Limit[] = ['recipientsPerHour', 'recipientsPerDay'];

/** The limits that hold for an account: its own, and those of the option where it has none. */
export function limitsOf(
  own: OwnLimits,
  { accountLimits }: Pick<OptionSettings, 'accountLimits'>,
): SendingLimits {
  const { messagesPerHour, messagesPerDay, recipientsPerHour, recipientsPerDay, newRecipientsPerDay } =
    accountLimits;
  return {
    messagesPerHour,
    messagesPerDay,
    recipientsPerHour,
    recipientsPerDay,
    newRecipientsPerDay,
    ...own,
  };
}

/** At MAIL: whether the account may send this message. */
export function accountLimits({ account, sending }: MailFacts, options: OptionSettings): Opinion {
  const { mode } = options.accountLimits;
  const rule = opinionsOf('accountLimits', mode);
  if (mode === 'off') return rule.off();
  if (account === null || sending === null) return rule.notApplicable('Nobody signed in.');
  const { frozen, ownLimits, used } = sending;
  if (frozen !== null) {
    const because = `${formatAddress(account.address)} is frozen: ${frozen.reason}.`;
    return rule.violated(ACCOUNT_FROZEN_550, because);
  }
  return judge(rule, account, limitsOf(ownLimits, options), used, MESSAGE_LIMITS);
}

/** At RCPT: whether the account may send to one more. */
export function accountLimitsForRecipient(
  { mail, sending }: RecipientFacts,
  options: OptionSettings,
): Opinion {
  const { mode } = options.accountLimits;
  const { account } = mail;
  const rule = opinionsOf('accountLimits', mode);
  if (mode === 'off') return rule.off();
  if (account === null || mail.sending === null || sending === null)
    return rule.notApplicable('Nobody signed in.');
  const limits: readonly Limit[] = sending.isNew
    ? [...RECIPIENT_LIMITS, 'newRecipientsPerDay']
    : RECIPIENT_LIMITS;
  return judge(rule, account, limitsOf(mail.sending.ownLimits, options), sending.used, limits);
}

function judge(
  rule: OpinionsOfRule,
  account: AccountFact,
  limits: SendingLimits,
  used: SendingUse,
  judged: readonly Limit[],
): Opinion {
  const exceeded = judged.find((limit) => used[limit] + 1 > (limits[limit] ?? Infinity));
  const name = formatAddress(account.address);
  if (exceeded === undefined) return rule.satisfied(`${name} is within its limits.`);
  const reason = `${used[exceeded] + 1} ${LIMIT_TEXT[exceeded]}; the limit is ${String(limits[exceeded])}`;
  const opinion = rule.violated(LIMIT_EXCEEDED_550, `${name} would exceed a limit: ${reason}.`);
  const kind = opinion.finding.mode === 'enforce' ? 'freeze-account' : 'tell-of-limit';
  return { ...opinion, effects: [{ kind, account, reason }] };
}

const LIMIT_TEXT: Readonly<Record<Limit, string>> = {
  messagesPerHour: 'messages within an hour',
  messagesPerDay: 'messages within a day',
  recipientsPerHour: 'recipients within an hour',
  recipientsPerDay: 'recipients within a day',
  newRecipientsPerDay: 'recipients within a day that it had never written to',
};

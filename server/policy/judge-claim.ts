import { formatAddress } from '../contract/address.ts';
import type { Ownership } from '../contract/directory.ts';
import type { AccountFact, AddressClaim } from '../contract/facts.ts';
import { describeOption, type OptionPath } from '../contract/options.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { Effect } from '../contract/verdict.ts';

/** Whether an account may use an address, and why. */
export type ClaimJudgement =
  | { readonly result: 'satisfied' | 'violated'; readonly because: string }
  | {
      readonly result: 'exempt';
      readonly because: string;
      /** Undefined where the white list decided, which belongs to the rule itself. */
      readonly decidedBy: OptionPath | undefined;
      readonly whiteListPattern: string | null;
    };

type NotOwned = Extract<Ownership, { kind: 'not-owned' }>;
type Owned = Exclude<Ownership, NotOwned>;

/**
 * "Credentials used must match": the address is the account's own, or it is on the white list, or it is gateway
 * mail while "Exempt gateway mail from AUTH credential matching requirements" is on.
 */
export function judgeClaim(
  claim: AddressClaim,
  account: AccountFact,
  options: OptionSettings,
): ClaimJudgement {
  const { ownership, whiteListEntry, gateway } = claim;
  if (ownership.kind !== 'not-owned') {
    return { result: 'satisfied', because: sayOwned(claim, account, ownership) };
  }
  const address = formatAddress(claim.address);
  if (whiteListEntry !== null) {
    const { pattern, comment } = whiteListEntry;
    return {
      result: 'exempt',
      because: `${address} is on the white list: entry ${pattern}${comment === '' ? '' : ` (${comment})`}.`,
      decidedBy: undefined,
      whiteListPattern: pattern,
    };
  }
  if (gateway?.accountMaySend === true && options.gatewaysExemptFromMatch) {
    return {
      result: 'exempt',
      because: `${address} is in the gateway domain ${gateway.domain}, for which ${formatAddress(account.address)} may send.`,
      decidedBy: 'gatewaysExemptFromMatch',
      whiteListPattern: null,
    };
  }
  return { result: 'violated', because: sayForeign(claim, account, ownership.reason) };
}

/** The entry that decided keeps its last use and its hit count. */
export function noteWhiteListUse(pattern: string): Effect {
  return { kind: 'note-white-list-use', pattern };
}

function sayOwned(claim: AddressClaim, account: AccountFact, ownership: Owned): string {
  const address = formatAddress(claim.address);
  const owner = formatAddress(account.address);
  switch (ownership.kind) {
    case 'primary':
      return `${address} is the address of the account that signed in.`;
    case 'alias':
      return `${address} belongs to ${owner} by the alias ${ownership.alias}.`;
    case 'subaddress':
      return ownership.of.kind === 'alias'
        ? `${address} is a sub-address of the alias ${ownership.of.alias}, which belongs to ${owner}.`
        : `${address} is a sub-address of ${owner}.`;
    case 'send-as':
      return `The administrator lets ${owner} send as ${address}: entry ${ownership.pattern}.`;
  }
}

function sayForeign(claim: AddressClaim, account: AccountFact, reason: NotOwned['reason']): string {
  const { gateway } = claim;
  const owner = formatAddress(account.address);
  const foreign = `${owner} signed in, but ${formatAddress(claim.address)} is not its address${WHY_NOT_OWNED[reason]}.`;
  if (gateway === null) return foreign;
  return gateway.accountMaySend
    ? `${foreign} "${describeOption('gatewaysExemptFromMatch').label}" is off.`
    : `${foreign} It may not send for the gateway domain ${gateway.domain}.`;
}

const WHY_NOT_OWNED: Readonly<Record<NotOwned['reason'], string>> = {
  unrelated: '',
  // Else one `*@` alias would let its target be everybody.
  'wildcard-alias': ': a wildcard alias delivers to the account, but lets it send as nobody',
  'alias-forbids-sending': ': its alias does not let members send as it',
};

import { parseAddress, sameAddress } from '../../contract/address.ts';
import type { Account, GatewayEntry } from '../../contract/directory.ts';
import { reply, type Reply } from '../../contract/reply.ts';
import { StoreError } from '../../contract/message-store.ts';
import type { EtrnCommand } from '../engine/session-handler.ts';
import { accountStillEnabled } from '../gather-facts.ts';
import { ETRN_SIGN_IN_530 } from './replies.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal } from './session-record.ts';

/** Whether any gateway's server may ask for its mail. */
export function somebodyMayAsk(gateways: readonly GatewayEntry[]): boolean {
  return gateways.some(({ etrnAccounts }) => etrnAccounts.length > 0);
}

/**
 * ETRN (RFC 1985): a gateway's server that dials in asks for the mail that waits for it. It signs in with an account that
 * the gateway names, for whoever asks decides when mail is sent, and learns how much there is.
 */
export async function startGatewayQueue(
  { services, recorder }: SessionContext,
  signedIn: Account | null,
  { domain, withSubdomains }: EtrnCommand,
): Promise<Reply> {
  const { directory } = services.policy();
  const account = accountStillEnabled(signedIn, directory);
  if (account === null) {
    recordRefusal(recorder, ETRN_SIGN_IN_530, 'ETRN', `Somebody who has not signed in asked for ${domain}.`);
    return ETRN_SIGN_IN_530;
  }
  const asked = directory.gateways.filter((gateway) => isMeant(gateway, domain, withSubdomains));
  const allowed = asked.filter(({ etrnAccounts }) =>
    etrnAccounts.some((text) => {
      const named = parseAddress(text);
      return named !== null && sameAddress(named, account.address);
    }),
  );
  if (allowed.length === 0) {
    const refusal = reply(459, '4.7.1', `Node ${domain} not allowed: your account may not ask for its mail`);
    recordRefusal(recorder, refusal, 'ETRN', `The account may ask for the mail of no gateway ${domain}.`);
    return refusal;
  }
  try {
    const counts = await Promise.all(
      allowed.map((gateway) => services.queue.retryGateway(gateway.domain, services.clock())),
    );
    return started(
      domain,
      counts.reduce((sum, count) => sum + count, 0),
    );
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    const refusal = reply(458, '4.3.0', `Unable to queue messages for node ${domain}`);
    services.reportError('ETRN', cause);
    recordRefusal(recorder, refusal, 'Storage not available', 'The queue could not be read.');
    return refusal;
  }
}

function isMeant(gateway: GatewayEntry, domain: string, withSubdomains: boolean): boolean {
  return gateway.domain === domain || (withSubdomains && gateway.domain.endsWith(`.${domain}`));
}

/** RFC 1985 §5.3. */
function started(domain: string, count: number): Reply {
  return count === 0
    ? reply(251, '2.0.0', `OK, no messages waiting for node ${domain}`)
    : reply(253, '2.0.0', `OK, ${String(count)} pending messages for node ${domain} started`);
}

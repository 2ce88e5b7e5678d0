import { parseAddressDomain } from '../../contract/address.ts';
import { parsed, refused, type Parsed } from './parsed.ts';
import { ETRN_QUEUE_NAME_501, ETRN_SYNTAX_501 } from './replies.ts';
import type { EtrnCommand } from './session-handler.ts';

/**
 * Parses the argument of ETRN (RFC 1985 §5.1): a domain, or `@` and a domain for all its subdomains too. `#` and the
 * name of a queue is for servers that have named queues.
 */
export function parseEtrnCommand(argument: string): Parsed<EtrnCommand> {
  if (argument.startsWith('#')) return refused(ETRN_QUEUE_NAME_501);
  const withSubdomains = argument.startsWith('@');
  const domain = parseAddressDomain(withSubdomains ? argument.slice(1) : argument);
  if (domain === null || domain.startsWith('[')) return refused(ETRN_SYNTAX_501);
  return parsed({ domain, withSubdomains });
}

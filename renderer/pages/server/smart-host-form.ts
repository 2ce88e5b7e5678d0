import type { z } from 'zod';
import { smartHostSchema, type SmartHost } from '../../../server/contract/settings.ts';
import { refusedBy, type FormAnswer } from '../../state/form-answer.ts';
import { numberOf, textOf } from '../../state/form-values.ts';
import { enteredLogin } from '../../state/host-login.ts';
import { outgoingText } from '../../text/en/outgoing.ts';

/** A server whose login is left out where the stored one stays. */
export const smartHostFormSchema = smartHostSchema.extend({
  login: smartHostSchema.shape.login.unwrap().optional(),
});
export type SmartHostEntry = z.infer<typeof smartHostFormSchema>;

/** What the fields of a smart host hold, to be checked by the schema; or that a password is missing. */
export function enteredSmartHost(
  values: FormData,
  existing: SmartHost | null,
): { readonly kind: 'entered'; readonly smartHost: object } | Extract<FormAnswer, { kind: 'refused' }> {
  const server = { host: textOf(values, 'host'), port: numberOf(values, 'port') };
  const login = enteredLogin(values, server, existing);
  if (login.kind === 'password-missing')
    return refusedBy([{ path: 'password', reason: outgoingText.passwordNeeded }], null);
  return {
    kind: 'entered',
    smartHost: {
      ...server,
      tls: textOf(values, 'tls'),
      ...(login.kind === 'given' && { login: login.login }),
    },
  };
}

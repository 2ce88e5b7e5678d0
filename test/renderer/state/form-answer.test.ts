import { expect, test } from 'vitest';
import { sendForm } from '../../../renderer/state/form-answer.ts';
import { trustedNetworkSchema } from '../../../server/contract/directory.ts';

test.each([
  ['', 'This is missing.'],
  ['nowhere', 'This is not an IP address or a range such as 192.0.2.0/24.'],
])('of the range “%s” the form says: %s', async (range, reason) => {
  const answer = await sendForm(trustedNetworkSchema, { range, comment: '' }, () => Promise.resolve());
  expect(answer).toEqual({ kind: 'refused', fields: { range: reason }, message: null });
});

import { expect, test } from 'vitest';
import { failureWords } from '../../../renderer/pages/queue/failure-words.ts';

test.each([
  ['a server that does not answer', null, '4.4.1', 'connect: timed out', 'The server did not answer'],
  [
    'a domain without a server',
    null,
    '4.4.4',
    'no MX and no address',
    'No mail server was found for the domain',
  ],
  ['a null MX', null, '5.1.10', 'null MX', 'No mail server was found for the domain'],
  ['TLS that fails', null, '4.7.5', 'the certificate is not valid', 'No safe connection to the server'],
  ['greylisting', 451, '4.7.1', 'Greylisted, try again', 'The server asked to come back later'],
  ['greylisting, otherwise spelt', 450, '4.2.0', 'grey-listed', 'The server asked to come back later'],
  ['a full mailbox', 452, '4.2.2', 'over quota', 'The mailbox is full'],
  ['a server that closes', 421, '4.3.2', 'shutting down', 'The server takes no mail at the moment'],
  ['a policy', 450, '4.7.1', 'too many messages', 'The server refuses it for now by its policy'],
  ['TLS that the server asks for', 454, '4.7.0', 'TLS not available', 'No safe connection to the server'],
  ['an unknown address', 550, '5.1.1', 'no such user', 'The server does not take the address for now'],
  ['anything else for now', 450, '4.0.0', 'later', 'The server refuses it for now'],
  ['anything else for good', 554, '5.0.0', 'no', 'The server refused it'],
] as const)('%s', (_what, code, enhanced, text, words) => {
  expect(failureWords({ at: 0, host: null, code, enhanced, text })).toBe(words);
});

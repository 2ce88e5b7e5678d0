import type { Handlers } from '../../../server/contract/api.ts';
import type { Save } from './fake-handlers.ts';
import type { FakeWorld } from './fake-world.ts';

type SharingCall = Extract<keyof Handlers, `domainSharing.${string}`>;

/** Sharing hosts that know the addresses which begin with `u`, except one whose name begins with `down`. */
export function sharingHandlers(world: FakeWorld, save: Save): Pick<Handlers, SharingCall> {
  let cached = { found: 12, notFound: 5, errors: 1 };
  const isDown = (host: string) => host.startsWith('down');
  return {
    'domainSharing.status': () => {
      const { enabled, hosts } = world.settings.domainSharing;
      return {
        enabled,
        hosts: hosts.map(({ host, port }) => ({
          host,
          port,
          lastAskedAt: Date.now() - 4 * 60_000,
          lastAnswer: isDown(host) ? 'connect: timed out after 5 s' : '550 5.1.1 no such user',
          ok: !isDown(host),
        })),
        cached,
      };
    },
    'domainSharing.test': (address) => {
      const isThere = address.startsWith('u');
      const hosts = world.settings.domainSharing.hosts.map(({ host, port }) => {
        if (isDown(host))
          return {
            host,
            port,
            answer: 'error' as const,
            detail: 'connect: timed out after 5 s',
            transcript: [],
          };
        const reply = isThere ? '250 2.1.5 OK' : '550 5.1.1 no such user';
        return {
          host,
          port,
          answer: isThere ? ('found' as const) : ('not-found' as const),
          detail: reply,
          transcript: [
            `S 220 ${host} ESMTP`,
            'C EHLO mail.office.example',
            `S 250 ${host}`,
            'C MAIL FROM:<>',
            'S 250 2.1.0 OK',
            `C RCPT TO:<${address}>`,
            `S ${reply}`,
            'C QUIT',
            'S 221 2.0.0 Bye',
          ],
        };
      });
      const found = hosts.find(({ answer }) => answer === 'found');
      const failed = hosts.find(({ answer }) => answer === 'error');
      if (found) return { answer: { kind: 'found', host: found.host }, hosts };
      if (failed) return { answer: { kind: 'error', host: failed.host, reason: failed.detail }, hosts };
      return { answer: { kind: hosts.length > 0 ? 'not-found' : 'not-set-up' }, hosts };
    },
    'domainSharing.flush': () => {
      save('domainSharing', () => {
        cached = { found: 0, notFound: 0, errors: 0 };
      });
    },
  };
}

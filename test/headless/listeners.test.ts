import { describe, expect, it } from 'vitest';
import { Listeners } from '../../server/app/listeners.ts';
import type { ListenerSettings } from '../../server/contract/settings.ts';

const SMTP: ListenerSettings = {
  name: 'smtp',
  kind: 'smtp',
  host: '127.0.0.1',
  port: 25,
  tls: 'starttls',
  enabled: true,
};
const SUBMISSION: ListenerSettings = { ...SMTP, name: 'submission', kind: 'msa', port: 587 };

/** A system in which some ports cannot be opened; notes what is opened and closed. */
function world(refusals: Readonly<Record<number, string>> = {}) {
  const refused = new Map(Object.entries(refusals));
  const steps: string[] = [];
  const listeners = new Listeners(({ name, port }) => {
    const code = refused.get(String(port));
    if (code !== undefined) return Promise.reject(Object.assign(new Error(code), { code }));
    steps.push(`open ${name} ${port}`);
    return Promise.resolve({
      port,
      connectionCount: () => 0,
      disconnect: () => false,
      updateTls: () => undefined,
      close: () => {
        steps.push(`close ${name} ${port}`);
        return Promise.resolve();
      },
    });
  });
  return { listeners, steps, allow: (port: number) => refused.delete(String(port)) };
}

describe('the listeners', () => {
  it('open, and leave those alone that do not change', async () => {
    const { listeners, steps } = world();
    await listeners.follow([SMTP, SUBMISSION]);
    await listeners.follow([SMTP, { ...SUBMISSION, port: 588 }]);
    expect(steps).toEqual([
      'open smtp 25',
      'open submission 587',
      'close submission 587',
      'open submission 588',
    ]);
    expect(listeners.submissionPorts()).toEqual([588]);
  });

  it('close where they are disabled or gone', async () => {
    const { listeners, steps } = world();
    await listeners.follow([SMTP, SUBMISSION]);
    await listeners.follow([{ ...SMTP, enabled: false }]);
    expect(steps.slice(2)).toEqual(['close smtp 25', 'close submission 587']);
    expect(listeners.states()).toEqual([{ ...SMTP, enabled: false, state: 'disabled' }]);
  });

  it('take mail on 2525 where 25 needs a permission, and say why', async () => {
    const { listeners } = world({ 25: 'EACCES' });
    await listeners.follow([SMTP]);
    expect(listeners.states()).toEqual([
      {
        ...SMTP,
        state: 'fallback',
        boundPort: 2525,
        reason: 'The system does not let this program open port 25.',
        remedy: expect.stringMatching(/\S/) as unknown,
      },
    ]);
  });

  it.each([
    ['the fallback is taken too', { 25: 'EACCES', 2525: 'EADDRINUSE' }, /port 25\. Port 2525 .* in use/],
    ['the port is in use', { 25: 'EADDRINUSE' }, /^Port 25 on 127\.0\.0\.1 is in use/],
    ['the address is not of this machine', { 25: 'EADDRNOTAVAIL' }, /does not have the address 127\.0\.0\.1/],
    ['the name cannot be resolved', { 25: 'ENOTFOUND' }, /cannot be resolved/],
    ['the system says something else', { 25: 'EMFILE' }, /cannot be opened: EMFILE/],
  ])('go on without one when %s', async (_sentence, refusals, reason) => {
    const { listeners } = world(refusals);
    await listeners.follow([SMTP, SUBMISSION]);
    const [smtp, submission] = listeners.states();
    expect(smtp).toMatchObject({ state: 'failed', reason: expect.stringMatching(reason) as unknown });
    expect(submission).toMatchObject({ state: 'listening', boundPort: 587 });
  });

  it('are tried again with the next change', async () => {
    const { listeners, allow } = world({ 25: 'EADDRINUSE' });
    await listeners.follow([SMTP]);
    allow(25);
    await listeners.follow([SMTP]);
    expect(listeners.states()).toEqual([{ ...SMTP, state: 'listening', boundPort: 25 }]);
  });

  it('serve mailboxes on 1110 and 1995 where 110 and 995 need a permission', async () => {
    const { listeners } = world({ 110: 'EACCES', 995: 'EACCES' });
    expect(listeners.servesMailboxes()).toBe(false);
    const pop3: ListenerSettings = { ...SMTP, name: 'pop3', kind: 'pop3', port: 110 };
    await listeners.follow([pop3, { ...pop3, name: 'pop3s', port: 995, tls: 'implicit' }]);
    expect(listeners.states()).toMatchObject([
      { kind: 'pop3', state: 'fallback', boundPort: 1110 },
      { kind: 'pop3', state: 'fallback', boundPort: 1995 },
    ]);
    expect(listeners.servesMailboxes()).toBe(true);
    expect(listeners.submissionPorts()).toEqual([]);
  });
});

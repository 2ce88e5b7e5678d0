import { expect, test } from 'vitest';
import { Listeners } from '../../server/app/listeners.ts';
import type { MailListener } from '../../server/app/start-mail-listener.ts';
import type { ListenerSettings } from '../../server/contract/settings.ts';

const SMTP: ListenerSettings = {
  name: 'smtp',
  kind: 'smtp',
  host: '127.0.0.1',
  port: 25,
  tls: 'starttls',
  enabled: true,
};

/** Listeners that open nothing, and wait with each start until they are told. */
function heldListeners() {
  const started = Promise.withResolvers<undefined>();
  const closed: string[] = [];
  const listeners = new Listeners(async ({ name, port }): Promise<MailListener> => {
    await started.promise;
    return {
      port,
      connectionCount: () => 0,
      disconnect: () => false,
      updateTls: () => undefined,
      close: () => {
        closed.push(name);
        return Promise.resolve();
      },
    };
  });
  return { listeners, closed, start: started.resolve };
}

test('a listener that opens while all of them are closed is closed too', async () => {
  const { listeners, closed, start } = heldListeners();
  const opening = listeners.follow([SMTP]);
  const closing = listeners.close();
  start(undefined);
  await Promise.all([opening, closing]);
  expect({ closed, states: listeners.states() }).toEqual({ closed: ['smtp'], states: [] });
});

test('once closed, settings open no more listeners', async () => {
  const { listeners, closed, start } = heldListeners();
  start(undefined);
  await listeners.close();
  await listeners.follow([SMTP]);
  expect({ closed, states: listeners.states() }).toEqual({ closed: [], states: [] });
});

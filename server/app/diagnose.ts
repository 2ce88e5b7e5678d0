import type { Diagnostics, ListenerState, ServerStatus } from '../contract/status.ts';

export interface DiagnosedServer {
  readonly version: string;
  readonly dataFolder: string;
  readonly sqliteVersion: string;
  readonly hasArgon2: boolean;
  /** Why settings cannot be changed, or null. */
  readonly settingsReadOnlyBecause: string | null;
  readonly now: number;
}

type Check = Diagnostics['checks'][number];

/** What a supporter asks first: versions, and whether each part is in order. No secret is in it. */
export function diagnose(server: DiagnosedServer, status: ServerStatus): Diagnostics {
  const { node, v8, openssl } = process.versions;
  const { certificate, storage } = status;
  const isValid = certificate.notAfter > server.now;
  return {
    version: server.version,
    runtime: {
      node,
      v8,
      openssl,
      sqlite: server.sqliteVersion,
      platform: `${process.platform} ${process.arch}`,
    },
    dataFolder: server.dataFolder,
    checks: [
      ...status.listeners.filter(({ state }) => state !== 'disabled').map(checkListener),
      { name: 'storage', ok: storage.state === 'ok', detail: storage.detail || 'Mail is stored durably.' },
      {
        name: 'certificate',
        ok: isValid,
        detail: `${certificate.subject}, ${isValid ? 'valid until' : 'expired on'} ${new Date(certificate.notAfter).toISOString()}`,
      },
      {
        name: 'settings',
        ok: server.settingsReadOnlyBecause === null,
        detail: server.settingsReadOnlyBecause ?? 'The settings file can be written.',
      },
      {
        name: 'password hashing',
        ok: server.hasArgon2,
        detail: server.hasArgon2 ? 'argon2id' : 'scrypt: the argon2 module cannot be loaded on this machine',
      },
    ],
    status,
  };
}

function checkListener(listener: ListenerState): Check {
  const name = `listener ${listener.name}`;
  switch (listener.state) {
    case 'listening':
      return { name, ok: true, detail: `${listener.host}:${listener.boundPort}` };
    case 'fallback':
      return {
        name,
        ok: false,
        detail: `${listener.host}:${listener.boundPort}. ${listener.reason} ${listener.remedy}`,
      };
    case 'failed':
      return { name, ok: false, detail: `${listener.reason} ${listener.remedy}` };
    case 'disabled':
      return { name, ok: true, detail: 'disabled' };
  }
}

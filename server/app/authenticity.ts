import { createAuthenticity } from '../authenticity/create-authenticity.ts';
import { DkimKeys } from '../authenticity/dkim-keys.ts';
import { checkRecord } from '../authenticity/dkim-record.ts';
import { openSecretBox } from '../authenticity/secret-box.ts';
import type { DkimPort } from '../console/console-ports.ts';
import type { Authenticity } from '../contract/authenticity.ts';
import type { Clock } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import type { Dns } from '../contract/dns.ts';
import { schedule } from './schedule.ts';

export interface DkimKeysPorts {
  readonly dataFolder: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** The keys of the data folder. Rejects where the key that they are sealed under cannot be read or made. */
export function openDkimKeys(ports: DkimKeysPorts): Promise<DkimKeys> {
  return DkimKeys.open({ ...ports, box: openSecretBox(ports.dataFolder) });
}

export interface AuthenticityPorts {
  readonly keys: DkimKeys;
  readonly dns: Dns;
  readonly clock: Clock;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** Checks what comes in and signs what goes out, on the timers of Node. */
export function startAuthenticity(ports: AuthenticityPorts): Authenticity {
  return createAuthenticity({ ...ports, schedule });
}

/** The keys as the console sees them. */
export function dkimPort(keys: DkimKeys, dns: Dns): DkimPort {
  return {
    list: () => keys.list(),
    find: (domain, selector) => keys.find(domain, selector),
    create: (domain, selector, algorithm) => keys.create(domain, selector, algorithm),
    check: (key) => checkRecord(key, dns),
    activate: (key, active) => keys.activate(key, active),
    remove: (key) => keys.remove(key),
  };
}

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../server/contract/problem.ts';
import type { SettingsFile } from '../../server/contract/database.ts';
import { defaultSettings, type Settings } from '../../server/contract/settings.ts';
import { confSettingsFile } from '../../server/settings/conf-settings-file.ts';
import { openSettings, type SettingsStore } from '../../server/settings/open-settings.ts';

const DEFAULTS = defaultSettings('mail.local.test');
const CLOSED = DEFAULTS.listeners.map((listener) => ({ ...listener, enabled: false }));

let folder = '';
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-settings-'));
  now = Date.UTC(2026, 10, 24, 4, 5, 6, 789);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(file: SettingsFile = confSettingsFile(folder)): SettingsStore {
  return openSettings({ file, clock: () => now++, defaults: DEFAULTS });
}

function rename(hostname: string): (current: Settings) => unknown {
  return (current) => ({ ...current, hostname });
}

function writeConfig(text: string): void {
  writeFileSync(join(folder, 'config.json'), text);
}

function generations(): readonly string[] {
  return readdirSync(join(folder, 'config.d')).sort();
}

describe('a first start', () => {
  it('uses the defaults, listeners and all, and writes them for its owner alone', () => {
    const settings = open();
    expect(settings.current).toEqual(DEFAULTS);
    expect(settings.notices).toEqual([]);
    expect(statSync(join(folder, 'config.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(JSON.stringify(DEFAULTS, null, '\t'));
  });
});

describe('a change', () => {
  it('is there after a restart, and told at once', () => {
    const settings = open();
    const told: string[] = [];
    settings.onChange(({ hostname }) => told.push(hostname));
    settings.update(rename('mx.example'));
    expect(told).toEqual(['mx.example']);
    expect(settings.revision).toBe(2);
    expect(open().current.hostname).toBe('mx.example');
  });

  it('is a snapshot that nobody can alter', () => {
    const { current } = open();
    expect(Object.isFrozen(current.options.localSenderMustAuth)).toBe(true);
    expect(Object.isFrozen(current.listeners[0])).toBe(true);
  });

  it.each<[string, (current: Settings) => unknown, string]>([
    ['a host name that is none', rename('not a host'), 'hostname'],
    ['an unknown key', (current) => ({ ...current, unknown: 1 }), 'unknown'],
    [
      'an unknown mode',
      (current) => ({ ...current, options: { ...current.options, localIpMustAuth: { mode: 'on' } } }),
      'options.localIpMustAuth.mode',
    ],
    [
      'two listeners of one name',
      (current) => ({ ...current, listeners: [...current.listeners, ...current.listeners] }),
      'listeners[5].name',
    ],
    [
      'a prototype in the options',
      (current) => ({ ...current, options: JSON.parse('{"__proto__":{"mode":"off"}}') as unknown }),
      'options.localSenderMustAuth',
    ],
  ])('is refused whole for %s', (_sentence, change, path) => {
    const settings = open();
    const before = readFileSync(join(folder, 'config.json'), 'utf8');
    const refusal = catchError(() => settings.update(change));
    expect(refusal.failure.kind).toBe('bad-arguments');
    expect(refusal.failure.problems[0]?.path).toBe(path);
    expect(settings.current).toEqual(DEFAULTS);
    expect(settings.revision).toBe(1);
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(before);
  });

  it('does not come into force where the file cannot be written', () => {
    const file: SettingsFile = {
      path: join(folder, 'config.json'),
      read: () => DEFAULTS,
      write: () => {
        throw new Error('ENOSPC: no space left on device');
      },
    };
    const settings = open(file);
    expect(catchError(() => settings.update(rename('mx.example'))).failure).toEqual({
      kind: 'unavailable',
      message: 'The settings file cannot be written: ENOSPC: no space left on device',
      problems: [],
    });
    expect(settings.current).toEqual(DEFAULTS);
  });

  it('leaves the last ten generations, in the order in which they were made', () => {
    const settings = open();
    now = 0;
    for (let change = 1; change <= 12; change++) settings.update(rename(`mx${change}.example`));
    const names = generations();
    const hosts = names.map(
      (name) => (JSON.parse(readFileSync(join(folder, 'config.d', name), 'utf8')) as Settings).hostname,
    );
    expect(hosts).toEqual(Array.from({ length: 10 }, (_, index) => `mx${index + 3}.example`));
    expect(statSync(join(folder, 'config.d', names[0] ?? '')).mode & 0o777).toBe(0o600);
  });
});

describe('a damaged file', () => {
  it.each([
    ['empty', ''],
    ['cut off', '{"schema": 1, "hostna'],
    ['full of NUL', '\0'.repeat(400)],
    ['a list', '[]'],
    ['no object', '"settings"'],
    ['without its schema', '{}'],
    ['of a schema that is no number', '{"schema":"1"}'],
    ['against the schema', JSON.stringify({ ...DEFAULTS, hostname: 5 })],
    ['extended by a prototype', JSON.stringify(DEFAULTS).replace('{', '{"__proto__":{"admin":true},')],
  ])('that is %s is set aside, and the newest good generation used', (_sentence, text) => {
    open().update(rename('mx.example'));
    writeConfig(text);
    writeFileSync(join(folder, 'config.d', 'config-20991231T000000000Z-000.json'), 'torn');
    const settings = open();
    expect(settings.current.hostname).toBe('mx.example');
    expect(settings.notices).toEqual([
      expect.stringMatching(/damaged .* set aside as config\.bad-\d{8}T\d{9}Z\.json\..* are in use/),
    ]);
    const [aside] = readdirSync(folder).filter((name) => name.startsWith('config.bad-'));
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text);
    expect(open()).toMatchObject({ notices: [], current: { hostname: 'mx.example' } });
  });

  it('without any good generation leads to the defaults with every listener closed', () => {
    writeConfig('{');
    const settings = open();
    expect(settings.current).toEqual({ ...DEFAULTS, listeners: CLOSED });
    expect(settings.notices).toEqual([expect.stringContaining('no port is opened until you enable it')]);
    expect(open().current.listeners).toEqual(CLOSED);
  });
});

describe('a file that is not there, though there were settings before', () => {
  it('is replaced by the newest generation', () => {
    open().update(rename('mx.example'));
    rmSync(join(folder, 'config.json'));
    const settings = open();
    expect(settings.current.hostname).toBe('mx.example');
    expect(settings.notices).toEqual([expect.stringContaining('The settings file is missing.')]);
  });
});

describe('a file of a later version', () => {
  it('is left as it is, and nothing can be changed', () => {
    const text = JSON.stringify({ schema: DEFAULTS.schema + 1, hostname: 'future.example' });
    open().update(rename('mx.example'));
    writeConfig(text);
    const settings = open();
    expect(settings.current.hostname).toBe('mx.example');
    expect(catchError(() => settings.update(rename('other.example'))).failure.kind).toBe('unavailable');
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(text);
  });
});

describe('a file that cannot be read', () => {
  it('is left as it is, and nothing can be changed', () => {
    const file: SettingsFile = {
      path: join(folder, 'config.json'),
      read: () => {
        throw new Error('EACCES: permission denied');
      },
      write: () => {
        throw new Error('not to be written');
      },
    };
    const settings = open(file);
    expect(settings.current).toEqual({ ...DEFAULTS, listeners: CLOSED });
    expect(settings.readOnlyBecause).toContain('EACCES');
  });
});

describe('generations that cannot be kept', () => {
  it('do not hinder a save, and are told once', () => {
    const settings = open();
    rmSync(join(folder, 'config.d'), { recursive: true });
    writeFileSync(join(folder, 'config.d'), 'a file where the folder should be');
    settings.update(rename('mx.example'));
    settings.update(rename('my.example'));
    expect(settings.current.hostname).toBe('my.example');
    expect(settings.notices).toEqual([expect.stringContaining('no copy of them could be kept')]);
    expect(existsSync(join(folder, 'config.json'))).toBe(true);
  });
});

function catchError(run: () => unknown): ApiError {
  try {
    run();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

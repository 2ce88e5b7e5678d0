import type { SetupPreview } from '../contract/api.ts';
import type { WrittenSetupDocument } from '../contract/setup-document.ts';

type Change = SetupPreview['changes'][number];

/** By what an entry of a list is known, so that one more at the top is one difference and not all of them. */
const NAMES = ['address', 'pattern', 'range', 'domain', 'name', 'host'];
const HIDDEN = new Set(['passwordHash', 'login']);

/** Every difference between two exports, one line each: `accounts[u1@local.test].enabled`. No secret is in it. */
export function previewSetup(before: WrittenSetupDocument, after: WrittenSetupDocument): readonly Change[] {
  return differences('', before, after);
}

function differences(path: string, before: unknown, after: unknown): readonly Change[] {
  if (isGroup(before) && isGroup(after)) {
    const [one, other] = [partsOf(before), partsOf(after)];
    const keys = new Set([...one.keys(), ...other.keys()]);
    return [...keys].flatMap((key) =>
      differences(pathTo(path, key, Array.isArray(after)), one.get(key), other.get(key)),
    );
  }
  const [was, becomes] = [textOf(before), textOf(after)];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isHidden = HIDDEN.has(path.slice(path.lastIndexOf('.') + 1));
  if (!isHidden) return [{ path, before: was, after: becomes }];
  return [{ path, before: was && '(hidden)', after: becomes && '(new, hidden)' }];
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The fields of an object; the entries of a list by name, and where two share a name by place. */
function partsOf(group: object): ReadonlyMap<string, unknown> {
  if (!Array.isArray(group)) return new Map(Object.entries(group));
  const parts = new Map<string, unknown>();
  for (const [index, entry] of group.entries()) {
    const name = nameOf(entry);
    parts.set(name === null || parts.has(name) ? String(index) : name, entry);
  }
  return parts;
}

function nameOf(entry: unknown): string | null {
  if (typeof entry === 'string') return entry;
  if (!isGroup(entry)) return null;
  const names: readonly unknown[] = NAMES.filter((name) => Object.hasOwn(entry, name)).map((name): unknown =>
    Reflect.get(entry, name),
  );
  return typeof names[0] === 'string' ? names[0] : null;
}

function pathTo(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (key, part: unknown) => (HIDDEN.has(key) ? '(hidden)' : part));
}

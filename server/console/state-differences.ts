import { isDeepStrictEqual } from 'node:util';

/** A key of an object, or (in a list of one) an entry of a list by its name. */
export type Step = string | readonly [entry: string];

/** One value of the installation that differs between two moments. Holds no secret: of one, that it differs. */
export interface Difference {
  readonly path: readonly Step[];
  /** JSON; undefined where there was or is nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Where in its list an entry stood or stands that is there only before or only after. */
  readonly place?: number | undefined;
  /** The values are the names of a list's entries: only their order differs. */
  readonly isOrder?: true | undefined;
}

/** What a secret that is there is shown and kept as. */
export const HIDDEN = '(hidden)';
/** The secret after a change is another one. */
export const NEW_HIDDEN = '(new, hidden)';
const SECRETS = new Set(['password', 'passwordHash', 'login']);

/** By what an entry of a list is known, so that one more at the top is one difference and not all of them. */
const NAMES = ['address', 'pattern', 'range', 'domain', 'name', 'host', 'network'];

/** Every difference between two states of the installation, or of a part of it. */
export function differencesBetween(
  before: unknown,
  after: unknown,
  path: readonly Step[] = [],
): readonly Difference[] {
  if (isGroup(before) && isGroup(after) && !isSecret(path)) {
    const [one, other] = [partsOf(before), partsOf(after)];
    const inside = [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => {
      const step: Step = Array.isArray(after) ? [key] : key;
      return placed(
        differencesBetween(one.get(key)?.value, other.get(key)?.value, [...path, step]),
        path.length + 1,
        one.has(key) && other.has(key) ? undefined : (one.get(key) ?? other.get(key))?.place,
      );
    });
    return [...inside, ...orderDifference(before, after, path)];
  }
  if (isDeepStrictEqual(before, after)) return [];
  if (!isSecret(path)) return [{ path, before: withoutSecrets(before), after: withoutSecrets(after) }];
  return [{ path, before: hidden(before, HIDDEN), after: hidden(after, NEW_HIDDEN) }];
}

function hidden(secret: unknown, word: string): unknown {
  return secret === undefined || secret === null ? secret : word;
}

/** An entry that is there only before or only after has its place in its list. */
function placed(
  differences: readonly Difference[],
  depth: number,
  place: number | undefined,
): readonly Difference[] {
  if (place === undefined) return differences;
  return differences.map((difference) =>
    difference.path.length === depth && typeof difference.path.at(-1) !== 'string'
      ? { ...difference, place }
      : difference,
  );
}

/** The first wildcard alias that matches wins: the order of a list may be a change of its own. */
function orderDifference(before: object, after: object, path: readonly Step[]): readonly Difference[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const [one, other] = [namesIn(before), namesIn(after)];
  const isSame = one.length === other.length && one.every((name) => other.includes(name));
  if (!isSame || isDeepStrictEqual(one, other)) return [];
  return [{ path, before: one, after: other, isOrder: true }];
}

export function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isSecret(path: readonly Step[]): boolean {
  const last = path.at(-1);
  return typeof last === 'string' && SECRETS.has(last);
}

/** The value as it may be kept and shown. */
export function withoutSecrets(value: unknown): unknown {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value, (key, part: unknown) =>
    SECRETS.has(key) && part !== null && part !== undefined ? HIDDEN : part,
  );
  return JSON.parse(text);
}

interface Part {
  readonly value: unknown;
  readonly place: number;
}

/** Lists are never changed, only replaced: what was read of one holds. */
const PARTS = new WeakMap<object, ReadonlyMap<string, Part>>();

/** The fields of an object; the entries of a list by name, and where two share a name by place. */
export function partsOf(group: object): ReadonlyMap<string, Part> {
  const known = PARTS.get(group);
  if (known) return known;
  const parts = new Map<string, Part>();
  const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(group)
    ? group.entries()
    : Object.entries(group);
  for (const [key, value] of entries) {
    const name = typeof key === 'number' ? nameOf(value) : key;
    const place = typeof key === 'number' ? key : parts.size;
    parts.set(name === null || parts.has(name) ? String(key) : name, { value, place });
  }
  PARTS.set(group, parts);
  return parts;
}

export function namesIn(list: readonly unknown[]): readonly string[] {
  return [...partsOf(list).keys()];
}

function nameOf(entry: unknown): string | null {
  if (typeof entry === 'string') return entry;
  if (!isGroup(entry)) return null;
  const name = NAMES.find((candidate) => Object.hasOwn(entry, candidate));
  const value: unknown = name === undefined ? null : Reflect.get(entry, name);
  return typeof value === 'string' ? value : null;
}

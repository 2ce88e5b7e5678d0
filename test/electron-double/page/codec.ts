/**
 * Values over JSON with the rules of structured cloning: what cannot be cloned throws. This function runs in
 * Node and, sent as text, in both worlds of the page, so it is self-contained.
 *
 * `references` carries functions and promises across the context bridge; without it they are refused, as IPC does.
 */
export interface References {
  readonly ofFunction: (value: (...args: never[]) => unknown) => string;
  readonly toFunction: (id: string) => unknown;
  readonly ofPromise: (value: Promise<unknown>) => string;
  readonly toPromise: (id: string) => unknown;
}

export interface Codec {
  readonly encode: (value: unknown) => unknown;
  readonly decode: (encoded: unknown) => unknown;
}

export function makeCodec(references?: References): Codec {
  type Tagged = readonly [tag: string, first?: unknown, second?: unknown];

  const refuse = (value: unknown): never => {
    throw new TypeError(`An object could not be cloned (${Object.prototype.toString.call(value)})`);
  };

  const encodeObject = (value: object, inside: readonly object[]): unknown => {
    if (inside.includes(value)) return refuse(value);
    const within = [...inside, value];
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (Array.isArray(value)) return ['array', value.map((item) => encodeValue(item, within))];
    if (value instanceof Error) return ['error', value.name, value.message];
    switch (kind) {
      case 'Promise':
        return references ? ['promise', references.ofPromise(value as Promise<unknown>)] : refuse(value);
      case 'Date':
        return ['date', (value as Date).getTime()];
      case 'Map':
        return ['map', encodeValue([...(value as Map<unknown, unknown>)], within)];
      case 'Set':
        return ['set', encodeValue([...(value as Set<unknown>)], within)];
      case 'Object':
        return [
          'object',
          Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeValue(item, within)])),
        ];
      default:
        return refuse(value);
    }
  };

  const encodeValue = (value: unknown, inside: readonly object[] = []): unknown => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : ['number', String(value)];
      case 'undefined':
        return ['undefined'];
      case 'bigint':
        return ['bigint', String(value)];
      case 'function':
        return references
          ? ['function', references.ofFunction(value as (...args: never[]) => unknown)]
          : refuse(value);
      case 'object':
        return value === null ? null : encodeObject(value, inside);
      default:
        return refuse(value);
    }
  };

  const decodeValue = (encoded: unknown): unknown => {
    if (!Array.isArray(encoded)) return encoded;
    const [tag, first, second] = encoded as unknown as Tagged;
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(first);
      case 'bigint':
        return BigInt(first as string);
      case 'date':
        return new Date(first as number);
      case 'array':
        return (first as readonly unknown[]).map(decodeValue);
      case 'map':
        return new Map(decodeValue(first) as [unknown, unknown][]);
      case 'set':
        return new Set(decodeValue(first) as unknown[]);
      case 'error':
        return Object.assign(new Error(String(second)), { name: String(first) });
      case 'function':
        return references?.toFunction(String(first));
      case 'promise':
        return references?.toPromise(String(first));
      case 'object':
        return Object.fromEntries(
          Object.entries(first as Record<string, unknown>).map(([key, item]) => [key, decodeValue(item)]),
        );
      default:
        throw new Error(`electron double: unknown tag ${tag}`);
    }
  };

  return { encode: (value) => encodeValue(value), decode: decodeValue };
}

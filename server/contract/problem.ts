/** One thing wrong with what was given: where (`accounts[2].address`; empty for the whole) and why. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

/** Why a call of the API was not carried out. Nothing was changed. */
export interface ApiFailure {
  readonly kind: 'bad-arguments' | 'unknown-call' | 'not-found' | 'conflict' | 'unavailable' | 'internal';
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** Thrown by handlers and by the console bridge; the transports carry its `failure`. */
export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(kind: ApiFailure['kind'], message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'ApiError';
    this.failure = { kind, message, problems };
  }

  /** The same refusal, its problems told by the paths of whoever hears it. */
  withPaths(pathOf: (path: string) => string): ApiError {
    const { kind, message, problems } = this.failure;
    return new ApiError(
      kind,
      message,
      problems.map(({ path, reason }) => ({ path: pathOf(path), reason })),
    );
  }
}

/** A path in the arguments of a call as one in the first of them: `[0].accounts[2]` as `accounts[2]`. */
export function pathInFirstArgument(path: string): string {
  return path.replace(/^\[0\]\.?/, '');
}

/** `['accounts', 2, 'address']` as `accounts[2].address`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${String(key)}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** Milliseconds since 1970. A parameter everywhere, so that tests can turn it. */
export type Clock = () => number;

/** Stops what was started. Idempotent. */
export type Dispose = () => Promise<void>;

import type { Console } from '../../server/contract/api.ts';

/**
 * Whether what the window shows is true at this moment. `connecting`: nothing heard yet; `lost`: the stream
 * broke and is being renewed; `refused`: the server does not know this window's token, trying again is useless.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';

/** The console and the state of the line that carries it. */
export interface Bridge extends Console {
  readonly connectionState: () => ConnectionState;
  /** Calls the listener after each change of the state; returns what unsubscribes. */
  readonly onConnectionChange: (listener: () => void) => () => void;
}

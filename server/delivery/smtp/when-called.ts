import type { LibraryError } from './transaction-result.ts';
import type { WireConnection } from './wire-connection.ts';

/**
 * Runs a command of the library until its callback is called or the connection ends: the library forgets the callbacks of
 * RSET and AUTH when that happens. Answers the error, or null.
 */
export function whenCalled(
  wire: WireConnection,
  run: (done: (error?: LibraryError | null) => void) => void,
): Promise<LibraryError | null> {
  return new Promise((resolve) => {
    const settle = (error: LibraryError | null): void => {
      wire.off('error', settle);
      wire.off('end', ended);
      resolve(error);
    };
    const ended = (): void => {
      settle({ message: 'the connection ended' });
    };
    wire.once('error', settle);
    wire.once('end', ended);
    run((error) => {
      settle(error ?? null);
    });
  });
}

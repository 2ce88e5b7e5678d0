/**
 * Connections by which the server tests itself. A client on this machine is local and perhaps trusted; so that the test
 * meets the policy for everybody else, such a connection is taken for one from another address. It is known by its
 * source port, once, and only this process can announce it.
 */
export class SelfTestClients {
  readonly #expected = new Map<number, string>();

  /** The next connection from this port is a test; the policy sees `ip` as its address. Answers what calls it off. */
  expect(sourcePort: number, ip: string): () => void {
    this.#expected.set(sourcePort, ip);
    return () => {
      this.#expected.delete(sourcePort);
    };
  }

  /** The address to be seen for a client from this port; null where it is nobody's test. */
  take(sourcePort: number): string | null {
    const ip = this.#expected.get(sourcePort) ?? null;
    this.#expected.delete(sourcePort);
    return ip;
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Audit, FromChild, Operation, ToChild } from './store-child-messages.ts';

/** A store in a process of its own; see store-child.ts. */
export class StoreProcess {
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
  }

  /**
   * Rejects where the store cannot be opened. `cacheFolder` keeps compiled modules from one process to the next;
   * `workerEntry` is another storage worker than the product's.
   */
  static async open(
    dataFolder: string,
    cacheFolder: string,
    workerEntry: string | undefined,
  ): Promise<StoreProcess> {
    const child = fork(
      fileURLToPath(new URL('./store-child.ts', import.meta.url)),
      [dataFolder, ...(workerEntry === undefined ? [] : [workerEntry])],
      {
        serialization: 'advanced',
        execArgv: [],
        env: { NODE_COMPILE_CACHE: cacheFolder },
      },
    );
    const opened = new StoreProcess(child);
    await opened.answer('ready');
    return opened;
  }

  /** Told of all that the process says, also after its end: what was on its way still arrives. */
  onMessage(listener: (message: FromChild) => void): void {
    this.child.on('message', listener);
  }

  send(number: number, operation: Operation): void {
    this.post({ kind: 'operation', number, operation });
  }

  /** `hashed`: messages whose bytes are to be looked at. */
  async audit(hashed: readonly string[]): Promise<Audit> {
    const answered = this.answer('audit');
    this.post({ kind: 'audit', hashed });
    return answered;
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null)
      throw new Error(`The store's process ended by itself with ${String(this.child.exitCode)}`);
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  private post(message: ToChild): void {
    // It may be gone by now: what it was asked for then is not acknowledged.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private answer<K extends FromChild['kind']>(kind: K): Promise<Extract<FromChild, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => {
        reject(new Error(`The store's process ended with ${String(code)} before it said "${kind}"`));
      };
      const onMessage = (message: FromChild): void => {
        if (message.kind !== kind) return;
        this.child.off('message', onMessage);
        this.child.off('exit', onExit);
        // The kind was compared two lines above.
        resolve(message as Extract<FromChild, { kind: K }>);
      };
      this.child.on('message', onMessage);
      this.child.on('exit', onExit);
    });
  }
}

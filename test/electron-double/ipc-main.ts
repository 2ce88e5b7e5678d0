import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

export interface IpcEvent {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly origin: string } | null;
}
type InvokeHandler = (event: IpcEvent, ...args: readonly unknown[]) => unknown;

class IpcMain extends EventEmitter {
  private readonly handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** What `ipcRenderer.invoke` gets; failures carry Electron's wording. */
  async invoke(channel: string, event: IpcEvent, args: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler)
      throw new Error(`Error invoking remote method '${channel}': No handler registered for '${channel}'`);
    try {
      return await handler(event, ...args);
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new Error(`Error invoking remote method '${channel}': ${text}`, { cause: error });
    }
  }
}

export const ipcMain = strict('ipcMain', new IpcMain());

import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { chromium } from './app.ts';
import type { CdpObject } from './cdp.ts';
import { ipcMain, type IpcEvent } from './ipc-main.ts';
import { makeBridge } from './page/bridge.ts';
import { makeCodec } from './page/codec.ts';
import { installIsolatedWorld, installMainWorld, type ToMain, type ToPage } from './page/worlds.ts';
import { handlerFor, originOf, SUFFIX, toAppUrl, toBrowserUrl } from './protocol.ts';
import { preventable } from './strict.ts';

export interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly webSecurity?: boolean;
}

const WORLD = 'Electron Isolated Context';
const codec = makeCodec();
let lastId = 0;

/** One page: a Chromium target with the preload in its isolated world and app:// answered by the app's handler. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly opened: Promise<void>;
  targetId = '';
  private readonly binding = `binding${randomUUID().replaceAll('-', '')}`;
  private readonly width: number;
  private readonly height: number;
  private sessionId = '';
  private contextId = 0;
  private currentUrl = '';
  private wantedUrl = '';
  private destroyed = false;

  constructor(size: { readonly width?: number; readonly height?: number }, preferences: WebPreferences) {
    super();
    if (
      preferences.nodeIntegration === true ||
      preferences.contextIsolation === false ||
      preferences.sandbox === false ||
      preferences.webSecurity === false
    ) {
      throw new Error('electron double: only sandboxed, context-isolated windows are supported');
    }
    this.width = size.width ?? 800;
    this.height = size.height ?? 600;
    this.opened = this.open(preferences.preload);
    // Whoever loads a page awaits `opened`; a window that is never loaded may fail unheard.
    this.opened.catch(() => undefined);
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    // Chromium asks for it without what is behind the #.
    [this.wantedUrl = url] = url.split('#', 1);
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve));
    const { errorText, loaderId } = await this.toChromium('Page.navigate', { url: toBrowserUrl(url) });
    if (typeof errorText === 'string') throw new Error(`${errorText} loading '${url}'`);
    // Without a loader Chromium stayed in the page: only the part behind the # is another.
    if (loaderId !== undefined) await loaded;
  }
  send(channel: string, ...args: readonly unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    void this.toPage({ kind: 'message', channel, args: codec.encode(args) });
  }
  getURL(): string {
    return this.currentUrl;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  /** Every request to open a window is refused; the app's handler is kept to be asked by tests. */
  windowOpenHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.windowOpenHandler = handler;
  }
  markDestroyed(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }

  private toChromium(method: string, params: object = {}): Promise<CdpObject> {
    return chromium().connection.send(method, params, this.sessionId);
  }

  private async open(preload: string | undefined): Promise<void> {
    const { connection } = chromium();
    const created = await connection.send('Target.createTarget', {
      url: 'about:blank',
      width: this.width,
      height: this.height,
      newWindow: true,
    });
    this.targetId = String(created['targetId']);
    const attached = await connection.send('Target.attachToTarget', {
      targetId: this.targetId,
      flatten: true,
    });
    this.sessionId = String(attached['sessionId']);
    connection.on('event', (method, params, sessionId) => {
      if (sessionId === this.sessionId) this.onEvent(method, params);
    });
    await Promise.all([
      this.toChromium('Page.enable'),
      this.toChromium('Runtime.enable'),
      this.toChromium('Runtime.addBinding', { name: this.binding, executionContextName: WORLD }),
      this.installWorlds(preload),
      this.toChromium('Fetch.enable', { patterns: [{ urlPattern: `*${SUFFIX}*` }] }),
    ]);
  }

  private async installWorlds(preload: string | undefined): Promise<void> {
    const [toIsolated, toMainWorld] = [`event${randomUUID()}`, `event${randomUUID()}`].map((name) =>
      JSON.stringify(name),
    );
    const script =
      preload === undefined ? 'null' : `(require, module, exports) => {${readFileSync(preload, 'utf8')}\n}`;
    const shared = `${makeCodec.toString()}\n${makeBridge.toString()}`;
    await this.toChromium('Page.addScriptToEvaluateOnNewDocument', {
      source: `{${shared}\n(${installMainWorld.toString()})(makeCodec, makeBridge, ${String(toIsolated)}, ${String(toMainWorld)})}`,
    });
    await this.toChromium('Page.addScriptToEvaluateOnNewDocument', {
      worldName: WORLD,
      source: `{${shared}\n(${installIsolatedWorld.toString()})(makeCodec, makeBridge, ${String(toMainWorld)}, ${String(toIsolated)}, ${JSON.stringify(this.binding)}, ${script})}`,
    });
  }

  private onEvent(method: string, params: CdpObject): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const context = params['context'] as { id: number; name: string; auxData: { frameId: string } };
        if (context.name === WORLD && context.auxData.frameId === this.targetId) this.contextId = context.id;
        break;
      }
      case 'Runtime.executionContextsCleared':
        this.contextId = 0;
        break;
      case 'Runtime.bindingCalled':
        if (params['name'] === this.binding)
          void this.fromPage(JSON.parse(String(params['payload'])) as ToMain);
        break;
      case 'Fetch.requestPaused':
        void this.serve(params as unknown as PausedRequest);
        break;
      case 'Page.frameNavigated': {
        const frame = params['frame'] as { url: string; parentId?: string };
        if (frame.parentId === undefined) this.currentUrl = toAppUrl(frame.url);
        break;
      }
      case 'Page.loadEventFired':
        if (this.currentUrl !== 'about:blank') this.emit('did-finish-load', preventable());
        break;
      case 'Inspector.targetCrashed':
        this.emit('render-process-gone', preventable(), { reason: 'crashed', exitCode: 1 });
        break;
    }
  }

  private async fromPage(message: ToMain): Promise<void> {
    if (message.kind === 'preload-error') {
      process.stderr.write(`Unable to load preload script: ${message.stack}\n`);
      return;
    }
    const senderFrame = { url: this.currentUrl, origin: originOf(this.currentUrl) };
    const event: IpcEvent = { sender: this, senderFrame };
    const args = codec.decode(message.args) as unknown[];
    if (message.kind === 'send') {
      ipcMain.emit(message.channel, event, ...args);
      return;
    }
    try {
      const value = codec.encode(await ipcMain.invoke(message.channel, event, args));
      await this.toPage({ kind: 'reply', id: message.id, ok: true, value });
    } catch (error) {
      await this.toPage({ kind: 'reply', id: message.id, ok: false, message: (error as Error).message });
    }
  }

  private async toPage(message: ToPage): Promise<void> {
    if (this.contextId === 0 || this.destroyed) return;
    const expression = `globalThis.electronDoubleReceive?.(${JSON.stringify(message)})`;
    // The page may go away between the check and the call.
    await this.toChromium('Runtime.evaluate', { expression, contextId: this.contextId }).catch(
      () => undefined,
    );
  }

  private async serve({ requestId, request, resourceType, frameId }: PausedRequest): Promise<void> {
    const answer = (method: string, params: object): Promise<unknown> =>
      this.toChromium(method, { requestId, ...params }).catch(() => undefined);
    const url = toAppUrl(request.url);
    const handler = handlerFor(url);
    if (!handler) {
      await answer('Fetch.failRequest', { errorReason: 'AddressUnreachable' });
      return;
    }
    if (resourceType === 'Document' && frameId === this.targetId && url !== this.wantedUrl) {
      const event = preventable({ url });
      this.emit('will-navigate', event, url);
      if (event.defaultPrevented) {
        await answer('Fetch.failRequest', { errorReason: 'Aborted' });
        return;
      }
    }
    const response = await handler(new Request(url, { method: request.method, headers: request.headers }));
    await answer('Fetch.fulfillRequest', {
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }
}

interface PausedRequest {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
  };
  readonly resourceType: string;
  readonly frameId: string;
}

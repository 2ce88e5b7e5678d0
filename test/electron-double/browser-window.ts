import { EventEmitter } from 'node:events';
import { app, chromium, life } from './app.ts';
import { record } from './recorder.ts';
import { preventable, strict } from './strict.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';

/** As a person drags and sizes it. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: WebPreferences;
}

/** A window: visibility and life cycle are state, the page in it is real. */
export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  private visible: boolean;
  private minimized = false;
  private maximized = false;
  private bounds: WindowBounds;
  private focused: boolean;
  private destroyed = false;
  private closing: Promise<void> | null = null;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    record('BrowserWindow', options);
    const contents = new WebContents(options, options.webPreferences ?? {});
    this.webContents = strict('webContents', contents);
    this.id = contents.id;
    this.visible = options.show !== false;
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.focused = this.visible;
    contents.once('did-finish-load', () => this.emit('ready-to-show', preventable()));
    chromium().connection.on('event', (method, params) => {
      if (method === 'Target.targetDestroyed' && params['targetId'] === contents.targetId) this.onGone();
    });
    life.windows.set(this.id, this);
    queueMicrotask(() => {
      app.emit('web-contents-created', preventable(), this.webContents);
    });
  }

  static getAllWindows(): BrowserWindow[] {
    return [...life.windows.values()];
  }
  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === contents?.id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  show(): void {
    this.visible = true;
    this.focused = true;
    this.emit('show', preventable());
  }
  hide(): void {
    this.visible = false;
    this.focused = false;
    this.emit('hide', preventable());
  }
  focus(): void {
    this.focused = true;
    this.emit('focus', preventable());
  }
  blur(): void {
    this.focused = false;
    this.emit('blur', preventable());
  }
  minimize(): void {
    this.minimized = true;
    this.focused = false;
    this.emit('minimize', preventable());
  }
  restore(): void {
    this.minimized = false;
    this.emit('restore', preventable());
  }
  maximize(): void {
    this.maximized = true;
    if (!this.visible) this.show();
    this.emit('maximize', preventable());
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  setBounds(bounds: Partial<WindowBounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }
  /** Where it stands when it is not maximized. */
  getNormalBounds(): WindowBounds {
    return this.bounds;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }

  close(): void {
    if (this.closing || this.destroyed) return;
    const event = preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    this.closing ??= this.closeTarget();
  }
  /** Part of quitting: false where a listener kept the window open. */
  async closeForQuit(): Promise<boolean> {
    this.close();
    if (!this.closing) return false;
    await this.closing;
    return true;
  }

  private async closeTarget(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.once('closed', resolve));
    await this.webContents.opened;
    await chromium().connection.send('Target.closeTarget', { targetId: this.webContents.targetId });
    await closed;
  }

  private onGone(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.markDestroyed();
    life.windows.delete(this.id);
    this.emit('closed', preventable());
    if (life.windows.size > 0 || life.state !== 'ready') return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }
}

/** Playwright finds the window of a page by its DevTools target. */
export const webContents = strict('webContents', {
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.targetId === targetId)?.webContents,
});

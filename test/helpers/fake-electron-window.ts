import { EventEmitter } from 'node:events';

/** A window of Electron without Electron: what is maximized is shown, as there. */
export class BrowserWindow extends EventEmitter {
  isShown = false;
  isLarge = false;

  show(): void {
    this.isShown = true;
    this.emit('show');
  }
  maximize(): void {
    this.isLarge = true;
    if (!this.isShown) this.show();
  }
  isVisible(): boolean {
    return this.isShown;
  }
  isMaximized(): boolean {
    return this.isLarge;
  }
  getNormalBounds() {
    return { x: 10, y: 10, width: 1000, height: 700 };
  }
  close(): void {
    this.emit('close', { preventDefault: () => undefined });
  }
}

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

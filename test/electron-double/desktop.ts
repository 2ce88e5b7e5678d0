import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { record, recorder } from './recorder.ts';
import { strict } from './strict.ts';

/** Tray, menus and dialogs: recorded, never shown. */

export interface MenuItemTemplate {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItemTemplate[];
  readonly click?: (item: MenuItem) => void;
}

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly enabled: boolean;
  checked: boolean;
  readonly submenu: Menu | null;
  readonly #template: MenuItemTemplate;

  constructor(template: MenuItemTemplate) {
    this.#template = template;
    this.id = template.id;
    this.label = template.label ?? '';
    this.role = template.role;
    this.enabled = template.enabled ?? true;
    this.checked = template.checked ?? false;
    this.submenu = template.submenu ? Menu.buildFromTemplate(template.submenu) : null;
  }

  /** What happens when a person chooses the item. */
  click(): void {
    if (!this.enabled) return;
    if (this.#template.type === 'checkbox') this.checked = !this.checked;
    if (this.role === 'quit') app.quit();
    this.#template.click?.(this);
  }
}

export class Menu {
  items: MenuItem[] = [];

  static buildFromTemplate(template: readonly MenuItemTemplate[]): Menu {
    const menu = new Menu();
    menu.items = template.map((item) => new MenuItem(item));
    return strict('Menu', menu);
  }

  static setApplicationMenu(menu: Menu | null): void {
    recorder.applicationMenu = menu;
  }
}

export class Tray extends EventEmitter {
  toolTip = '';
  menu: Menu | null = null;
  image: unknown;

  constructor(image: unknown) {
    super();
    this.image = image;
    const tray = strict('Tray', this);
    recorder.trays.push(tray);
    return tray;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  setImage(image: unknown): void {
    this.image = image;
  }
  destroy(): void {
    record('Tray.destroy');
  }
}

/** Recorded, never shown; a test emits `click`. */
export class Notification extends EventEmitter {
  readonly options: {
    readonly title?: string;
    readonly body?: string;
    readonly silent?: boolean;
    readonly actions?: readonly { readonly type: string; readonly text: string }[];
  };

  constructor(options: Notification['options'] = {}) {
    super();
    this.options = options;
    return strict('Notification', this);
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    recorder.notifications.push(this);
    this.emit('show', {});
  }
  close(): void {
    record('Notification.close');
    this.emit('close', {});
  }
}

export const nativeImage = strict('nativeImage', {
  createFromDataURL: (url: string) =>
    strict('NativeImage', {
      dataUrl: url,
      isEmpty: () => url === '',
      setTemplateImage: () => undefined,
      addRepresentation: () => undefined,
    }),
});

export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string): void {
    record('dialog.showErrorBox', title, content);
    process.stderr.write(`${title}: ${content}\n`);
  },
  /** A test says beforehand which button is pressed; without that the dialog is cancelled. */
  showMessageBox(options: { readonly cancelId?: number }): Promise<{ readonly response: number }> {
    record('dialog.showMessageBox', options);
    return Promise.resolve({ response: recorder.nextAnswers.shift() ?? options.cancelId ?? 0 });
  },
});

/** Light, until a test says otherwise and emits `updated`. */
export const nativeTheme = strict(
  'nativeTheme',
  Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
);

export const powerMonitor = strict('powerMonitor', new EventEmitter());

/** One screen of a usual size. */
export const screen = strict('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
});

/** electron-store imports it; the app opens nothing outside itself. */
export const shell = strict('shell', {});

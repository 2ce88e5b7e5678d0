import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../helpers/eventually.ts';

/** More stops than any page of the window has. */
const MOST_STOPS = 250;

/** A person who has a keyboard and no mouse. What is looked for is found by role and name. */
export class Keyboard {
  /** Keys pressed and characters typed so far. */
  strokes = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.strokes++;
      await this.#page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.strokes += text.length;
    await this.#page.keyboard.type(text);
  }

  /** Presses a key, mostly Tab, until the focus is where it is wanted. */
  async reach(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.press(key);
    }
    throw new Error(`${String(target)} is not reached by ${key}`);
  }

  /** Goes to a button or link and presses Enter. */
  async use(target: Locator): Promise<void> {
    await this.reach(target);
    await this.press('Enter');
  }

  /** Goes to a text field and puts this in place of what is in it. */
  async write(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.press('ControlOrMeta+a');
    await (text === '' ? this.press('Delete') : this.type(text));
  }

  /** Goes to a list of choices and walks to one of them. */
  async choose(list: Locator, choice: string): Promise<void> {
    await this.reach(list);
    await this.press('Home');
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if ((await chosenIn(list)) === choice) return;
      await this.press('ArrowDown');
    }
    throw new Error(`${choice} is not among the choices of ${String(list)}`);
  }

  /** Opens the palette, types, and does what the entry of this name does. */
  async command(name: string, typed = name): Promise<void> {
    await this.press('ControlOrMeta+k');
    const palette = this.#page.getByRole('dialog', { name: 'Search and commands' });
    await palette.getByRole('combobox').waitFor();
    await this.type(typed);
    const entry = palette.getByRole('option', { name }).first();
    await entry.waitFor();
    for (let stops = 0; stops < MOST_STOPS && !(await isSelected(entry)); stops++)
      await this.press('ArrowDown');
    await this.press('Enter');
    await palette.waitFor({ state: 'detached' });
  }

  async openPage(name: string): Promise<void> {
    await this.command(`${name} Page`, name);
    await this.#page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** Shows the sessions of an address in the log and goes to the newest row with these words. */
  async openInLog(address: string, words: RegExp): Promise<void> {
    await this.command(`Show ${address} in the log`, address);
    await this.reachRow('Sessions', words);
  }

  /** Goes into a grid, which is one stop of the Tab key, and down to the first row with these words. */
  async reachRow(grid: string, words: RegExp): Promise<void> {
    const rows = this.#page.getByRole('grid', { name: grid });
    const row = rows.getByRole('row', { name: words }).first();
    await row.waitFor();
    const stop = rows.getByRole('row').and(this.#page.locator(':focus'));
    for (let stops = 0; stops < MOST_STOPS && (await stop.count()) === 0; stops++) await this.press('Tab');
    await this.press('Home');
    await this.reach(row, 'ArrowDown');
  }
}

/** The page is the one of this name, and whoever goes on with the Tab key is at this element. */
export async function expectFocus(target: Locator): Promise<void> {
  await target.waitFor();
  await eventually(() => target.evaluate((element) => element === document.activeElement)).toBe(true);
}

function chosenIn(list: Locator): Promise<string | undefined> {
  return list.evaluate((element) =>
    element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label : undefined,
  );
}

async function isSelected(option: Locator): Promise<boolean> {
  return (await option.getAttribute('aria-selected')) === 'true';
}

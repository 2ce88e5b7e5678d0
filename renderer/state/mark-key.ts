import { keep, readKept } from './kept.ts';

/** Whether `?` alone opens the list of shortcuts; whoever speaks to the computer may switch it off (WCAG 2.1.4). */
export function isMarkKeyOn(): boolean {
  return readKept('mark-key') !== 'off';
}

export function setMarkKey(isOn: boolean): void {
  keep('mark-key', isOn ? null : 'off');
}

import { from1To2 } from './from-1-to-2.ts';
import { from2To3 } from './from-2-to-3.ts';

/**
 * What turns the settings of schema N into those of schema N + 1, in order: the first one upgrades schema 1.
 * Each is a pure function in a file of its own (`from-1-to-2.ts`) whose comment shows the part it changes, BEFORE
 * and AFTER, and none is changed once released.
 */
export type Migration = (before: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export const MIGRATIONS: readonly Migration[] = [from1To2, from2To3];

import type { Catalogue } from './catalogue.ts';
import { translated } from './language.ts';

/** The shape of a module's words, whatever the language: the same keys, and functions of the same arguments. */
export type Words<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { readonly [K in keyof T]: Words<T[K]> };

/** A module's words: those given, which are English, or their translation. */
export function words<T>(name: keyof Catalogue, english: T): Words<T> {
  // Catalogue types each translation by the English words of its name, which are the ones given here.
  return (translated(name) ?? english) as Words<T>;
}

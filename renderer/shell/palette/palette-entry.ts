import type { paletteText } from '../../text/en/palette.ts';

export type PaletteGroup = keyof typeof paletteText.groups;

/** One line of the palette: something to go to, or something to do. */
export interface PaletteEntry {
  /** Names it among those used lately, from one visit to the next. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly name: string;
  /** Where it leads or what it belongs to, in small letters beside the name. */
  readonly context: string;
  /** Further words by which it is found, and which are not shown. */
  readonly keywords?: string;
  /** The seed's own label, which is English in every language. */
  readonly isEnglish?: boolean;
  /** Made of what was typed, so that it always answers: above all others, or below them. */
  readonly rank?: 'first' | 'last';
  readonly run: () => void;
}

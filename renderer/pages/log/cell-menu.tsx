import { useRef } from 'react';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { cellValues, type CellField, type CellValue } from './cell-values.ts';

export interface CellMenuPlace {
  readonly row: SessionSummary;
  /** The cell that it was opened on; null: the row as a whole. */
  readonly field: CellField | null;
  /** Where it opens, in pixels of the window. */
  readonly x: number;
  readonly y: number;
}

export type OpenCellMenu = (place: CellMenuPlace) => void;

interface Props {
  readonly place: CellMenuPlace;
  readonly onFilter: (word: CellValue & { readonly isExcluded: boolean }) => void;
  readonly onClose: () => void;
}

const WORDS = logToolsText.cell;

/** *Only this*, *Not this* and *Copy* for what a row shows. One for all rows; Escape leads back to the row. */
export function CellMenu({ place, onFilter, onClose }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  const values = cellValues(place.row, place.field);
  return (
    <>
      <span ref={anchor} aria-hidden className="cell-menu-anchor" style={{ left: place.x, top: place.y }} />
      <Popover
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={2}
        className="menu-popover"
        aria-label={WORDS.menu}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <Menu className="menu" aria-label={WORDS.menu} autoFocus="first" onClose={onClose}>
          {values.map((cell) => (
            <MenuSection
              key={cell.field}
              className="menu-section"
              aria-label={logToolsText.fields[cell.field]}
            >
              <MenuItem
                className="menu-item"
                onAction={() => {
                  onFilter({ ...cell, isExcluded: false });
                }}
              >
                {WORDS.only(logToolsText.cells[cell.field], cell.value)}
              </MenuItem>
              <MenuItem
                className="menu-item"
                onAction={() => {
                  onFilter({ ...cell, isExcluded: true });
                }}
              >
                {WORDS.not(logToolsText.cells[cell.field], cell.value)}
              </MenuItem>
              <MenuItem
                className="menu-item"
                onAction={() => {
                  void navigator.clipboard.writeText(cell.value).catch(() => undefined); // the browser may refuse it
                }}
              >
                {WORDS.copy(logToolsText.cells[cell.field], cell.value)}
              </MenuItem>
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

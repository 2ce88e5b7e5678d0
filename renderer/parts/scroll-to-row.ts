/** Of a list of rows of one height, in pixels, beneath a head that stays in place. */
interface Rows {
  readonly rowHeight: number;
  readonly headHeight: number;
}

/** Scrolls as little as shows the row whole, and so that the uppermost row is whole as well. */
export function scrollToRow(grid: HTMLElement, index: number, { rowHeight, headHeight }: Rows): void {
  const top = index * rowHeight;
  const height = grid.clientHeight - headHeight;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + rowHeight > grid.scrollTop + height)
    grid.scrollTop = Math.ceil((top + rowHeight - height) / rowHeight) * rowHeight;
}

/** Whether a pattern exempts everybody of a domain, or everybody: `*`, `*@office.example`, `?*@*`. */
export function isWidePattern(pattern: string): boolean {
  const at = pattern.lastIndexOf('@');
  const localPart = at < 0 ? pattern : pattern.slice(0, at);
  return /^[*?]+$/.test(localPart);
}

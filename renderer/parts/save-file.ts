const TYPES = { csv: 'text/csv', json: 'application/json', txt: 'text/plain' } as const;

/**
 * Hands text to the user as a file: the browser saves it where it saves downloads, the desktop app asks where. Parts
 * are joined as they are.
 */
export function saveFile(fileName: string, parts: readonly string[], type: keyof typeof TYPES): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: `${TYPES[type]};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

/** What a spreadsheet would take for a formula is made text. */
const quoted = (cell: string | number): string => {
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as RFC 4180 writes it. */
export const csv = (header: string[], rows: (string | number)[][]): string =>
  [header, ...rows].map((row) => row.map(quoted).join(',').concat('\r\n')).join('');

/** Gives the reader a file. */
export function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

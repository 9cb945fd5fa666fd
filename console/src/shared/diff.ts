/** A line of two texts: in both, or only in the one before or after. */
export interface Line {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n');

/** Two texts, line by line, with as many lines alike as can be. */
export function difference(before: string, after: string): Line[] {
  const a = linesOf(before);
  const b = linesOf(after);
  const common = lengths(a, b);
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      lines.push({ kind: 'gone', text: a[i] ?? '' });
      i += 1;
    } else {
      lines.push({ kind: 'new', text: b[j] ?? '' });
      j += 1;
    }
  }
  return lines;
}

/** For each pair of places, how many lines are alike from there on. */
function lengths(a: string[], b: string[]): number[][] {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row) {
        row[j] = a[i] === b[j] ? 1 + (common[i + 1]?.[j + 1] ?? 0) : Math.max(common[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
      }
    }
  }
  return common;
}

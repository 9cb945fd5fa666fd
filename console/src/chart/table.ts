/** A cell of an insight; empty where a number of people is too small to be told. */
export type Cell = string | number | boolean | undefined;
export type Row = Record<string, Cell>;

/** A column of a table that a chart is drawn from. */
export interface Column {
  key: string;
  label: string;
  kind: 'text' | 'number' | 'share';
}

/** What a chart, its table and its file have in common. */
export interface Table {
  columns: Column[];
  rows: Row[];
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export function shown({ key, kind }: Column, row: Row): string {
  const value = row[key];
  if (value === undefined) {
    return 'fewer than 5';
  }
  if (typeof value !== 'number') {
    return String(value);
  }
  return kind === 'share' ? share.format(value) : whole.format(value);
}

export const text = (key: string, label: string): Column => ({ key, label, kind: 'text' });
export const number = (key: string, label: string): Column => ({ key, label, kind: 'number' });
export const part = (key: string, label: string): Column => ({ key, label, kind: 'share' });

/** One row for each value of a key, with a column for each value of another; what is not there is 0. */
export function pivot(rows: Row[], across: string, by: string, value: string): { rows: Row[]; series: string[] } {
  const series = [...new Set(rows.map((row) => String(row[by])))];
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = String(row[across]);
    const empty: Row = { [across]: key, ...Object.fromEntries(series.map((name) => [name, 0])) };
    byKey.set(key, { ...(byKey.get(key) ?? empty), [String(row[by])]: row[value] });
  }
  return { rows: [...byKey.values()], series };
}

/** Days that nothing happened on are rows of zeros, for a line would leap over them. */
export function everyDay(rows: Row[], key: string, from: string, to: string, columns: string[]): Row[] {
  const known = new Map(rows.map((row) => [String(row[key]), row]));
  const days: Row[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push(known.get(day) ?? { [key]: day, ...Object.fromEntries(columns.map((column) => [column, 0])) });
  }
  return days;
}

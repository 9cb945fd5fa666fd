import type { Cell, Row } from '../chart/table';

/** A cell as a number; 0 where there is none. */
export const numberOf = (cell: Cell): number => (typeof cell === 'number' ? cell : 0);

/** A cell as text. */
export const textOf = (cell: Cell): string => (cell === undefined ? '' : String(cell));

/** Rows of one value each of a row of several, for a chart of bars. */
export const unfold = (row: Row | undefined, columns: [string, string][]): Row[] =>
  columns.map(([key, what]) => ({ what, profiles: row?.[key] }));

/** How dark a cell of a heat table is, in five steps, of a share from 0 to 1. */
export const heat = (share: number): number => Math.min(5, Math.max(0, Math.ceil(share * 5)));

/** A cohort, and what share of it came in each week after its first. */
export interface Cohort {
  cohort: string;
  size: number;
  weeks: (number | undefined)[];
}

/** The rows of the hub's table as lines of a triangle. */
export function cohortsOf(rows: Row[]): Cohort[] {
  const weeks = Math.max(0, ...rows.map((row) => numberOf(row.weeks_later))) + 1;
  const cohorts = new Map<string, Cohort>();
  for (const row of rows) {
    const name = textOf(row.cohort);
    const cohort = cohorts.get(name) ?? { cohort: name, size: 0, weeks: new Array<undefined>(weeks).fill(undefined) };
    const later = numberOf(row.weeks_later);
    const profiles = typeof row.profiles === 'number' ? row.profiles : undefined;
    cohort.weeks[later] = profiles;
    cohort.size = later === 0 ? (profiles ?? 0) : cohort.size;
    cohorts.set(name, cohort);
  }
  return [...cohorts.values()];
}

/** Who is in both of two segments, both ways round, by name. */
export function matrixOf(rows: Row[], names: string[]): (Row | undefined)[][] {
  const find = (a: string, b: string) => {
    const forth = rows.find((row) => row.a === a && row.b === b);
    const back = rows.find((row) => row.a === b && row.b === a);
    return forth ?? (back && { both: back.both, of_a: back.of_b, in_a: back.in_b });
  };
  return names.map((a) => names.map((b) => (a === b ? undefined : find(a, b))));
}

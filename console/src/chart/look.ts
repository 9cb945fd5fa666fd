/** Colours that stand apart in light and dark; each with a dash or a fill of its own, for colour is never the only sign. */
export const COLOURS = [
  'var(--serai-chart-1)',
  'var(--serai-chart-2)',
  'var(--serai-chart-3)',
  'var(--serai-chart-4)',
  'var(--serai-chart-5)',
];
export const DASHES = ['', '6 3', '2 3', '10 3 2 3', '1 5'];

export const AXIS = { stroke: 'var(--pf-t--global--border--color--default)', fontSize: 12 };
export const TICK = { fill: 'var(--pf-t--global--text--color--subtle)', fontSize: 12 };
export const TIP = {
  backgroundColor: 'var(--pf-t--global--background--color--floating--default)',
  border: '1px solid var(--pf-t--global--border--color--default)',
  color: 'var(--pf-t--global--text--color--regular)',
};

const short = new Intl.NumberFormat('en', { notation: 'compact' });
export const compact = (value: unknown): string => (typeof value === 'number' ? short.format(value) : String(value));

/** A day without its year, for an axis. */
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
export const dayOf = (value: unknown): string => day.format(new Date(String(value)));

/** Something of a list that has an end, over and over. */
export const turn = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

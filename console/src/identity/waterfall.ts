import type { Comparison } from './queries';

/** One step of a weight: what it is, what it adds, and where its bar begins and ends, in bits. */
export interface Step {
  label: string;
  level: string;
  adds: number;
  from: number;
  to: number;
}

/** From where it starts, field by field, to the sum. */
export function steps({ prior, bars, weight }: Pick<Comparison, 'prior' | 'bars' | 'weight'>): Step[] {
  const all: Step[] = [{ label: 'start', level: 'before anything is compared', adds: prior, from: 0, to: prior }];
  let sum = prior;
  for (const { field = '', level = '', weight: own = 0, rarity = 0 } of bars) {
    const adds = own + rarity;
    all.push({
      label: field,
      level: rarity === 0 ? level : `${level}, ${rarity > 0 ? 'rare' : 'common'}`,
      adds,
      from: sum,
      to: sum + adds,
    });
    sum += adds;
  }
  return [...all, { label: 'sum', level: '', adds: weight, from: 0, to: weight }];
}

/** The least and the most that a picture of it must show, thresholds among them. */
export function range(all: Step[], ...marks: number[]): [number, number] {
  const ends = [...all.flatMap(({ from, to }) => [from, to]), ...marks, 0];
  return [Math.min(...ends), Math.max(...ends)];
}

import type { Letter } from './queries';

/** Letters of one cause at one place. */
export interface Group {
  stage: string;
  name: string;
  code: string;
  letters: number;
  first: string;
  last: string;
}

/** By place and cause, the most first. */
export function grouped(letters: Letter[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { stage, name, code, createdAt, updatedAt } of letters) {
    const key = `${stage} ${name} ${code}`;
    const group = groups.get(key) ?? { stage, name, code, letters: 0, first: createdAt, last: updatedAt };
    groups.set(key, {
      ...group,
      letters: group.letters + 1,
      first: createdAt < group.first ? createdAt : group.first,
      last: updatedAt > group.last ? updatedAt : group.last,
    });
  }
  return [...groups.values()].sort((a, b) => b.letters - a.letters);
}

/** Those of one place together, which are tried again together. */
export function places(groups: Group[]): Group[][] {
  const by = new Map<string, Group[]>();
  for (const group of groups) {
    const place = `${group.stage} ${group.name}`;
    by.set(place, [...(by.get(place) ?? []), group]);
  }
  return [...by.values()];
}

export const total = (groups: Group[]): number => groups.reduce((sum, { letters }) => sum + letters, 0);

import type { Shapes } from '../api/client';

export type Step = Shapes['Lineage'];

/** The profiles that became part of this one. */
export const mergedInto = (id: number, history: Step[]): number[] => [
  ...new Set(
    history.filter(({ kind, profileId }) => kind === 'merge' && profileId === id).map(({ otherId }) => otherId),
  ),
];

/** Such as "profile 9 became part of profile 4". */
export const told = ({ kind, profileId, otherId }: Pick<Step, 'kind' | 'profileId' | 'otherId'>): string =>
  kind === 'merge'
    ? `profile ${otherId} became part of profile ${profileId}`
    : `profile ${otherId} was split off profile ${profileId}`;

/** What records that leave share with those that stay, which then holds them together no more. */
export const cut = (links: Shapes['Link'][], leaving: Set<number>): Shapes['Link'][] =>
  links.filter(
    ({ subjects }) =>
      subjects.some((subject) => leaving.has(subject)) && subjects.some((subject) => !leaving.has(subject)),
  );

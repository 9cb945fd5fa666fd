import { createContext, useContext } from 'react';
import type { Shapes } from '../api/client';
import { type Choices, NO_CHOICES } from './choices';
import type { Trouble } from './places';

/** What every condition of the builder may ask for. */
export interface Around {
  choices: Choices;
  /** How many meet each condition, by its id. */
  counts: ReadonlyMap<string, Shapes['ConditionCount']>;
  /** What is wrong, by the condition's id. */
  troubles: ReadonlyMap<string, Trouble[]>;
  /** How many profiles there are in all. */
  profiles: number;
  /** Whether the counts are those of an older tree. */
  old: boolean;
}

export const AroundContext = createContext<Around>({
  choices: NO_CHOICES,
  counts: new Map(),
  troubles: new Map(),
  profiles: 0,
  old: false,
});

export const useAround = () => useContext(AroundContext);

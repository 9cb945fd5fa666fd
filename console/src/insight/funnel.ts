import type { Mapping } from '../builder/yaml';

/** One step of a funnel. */
export interface Step {
  event: string;
  /** Such as 7d after the one before; empty for whenever. */
  within: string;
}

/** Steps as the address has them, such as "view,order:7d". */
export const wordOf = (steps: Step[]): string =>
  steps.map(({ event, within }) => (within === '' ? event : `${event}:${within}`)).join(',');

export const stepsOf = (word: string): Step[] =>
  word === ''
    ? []
    : word.split(',').map((step) => {
        const [event = '', within = ''] = step.split(':');
        return { event, within };
      });

/** What the hub is asked; undefined while a step has no event. */
export function toFunnel([first, ...then]: Step[]): Mapping | undefined {
  if (!first || then.length === 0 || [first, ...then].some(({ event }) => event === '')) {
    return undefined;
  }
  return {
    event: first.event,
    then: then.map(({ event, within }): Mapping => (within === '' ? { event } : { event, within })),
  };
}

import type { Mapping } from '../builder/yaml';

/** One step of a funnel. */
export interface Step {
  event: string;
  /** Whether it must not come in between. */
  isNot: boolean;
  /** Such as 7d after the one before; empty for whenever. */
  within: string;
}

/** Steps as the address has them, such as "view,!return,order:7d". */
export const wordOf = (steps: Step[]): string =>
  steps.map(({ event, isNot, within }) => `${isNot ? '!' : ''}${event}${within === '' ? '' : `:${within}`}`).join(',');

export const stepsOf = (word: string): Step[] =>
  word === ''
    ? []
    : word.split(',').map((step) => {
        const [name = '', within = ''] = step.split(':');
        return { event: name.replace('!', ''), isNot: name.startsWith('!'), within };
      });

/** What the hub is asked; undefined while a step has no event. */
export function toFunnel([first, ...then]: Step[]): Mapping | undefined {
  if (!first || then.length === 0 || [first, ...then].some(({ event }) => event === '')) {
    return undefined;
  }
  return {
    event: first.event,
    then: then.map(({ event, isNot, within }): Mapping => ({
      [isNot ? 'without' : 'event']: event,
      ...(within === '' ? {} : { within }),
    })),
  };
}

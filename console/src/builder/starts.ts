import type { Choices } from './choices';
import { type Kind, KINDS } from './shapes';
import type { Mapping } from './yaml';

const IN_A_MONTH = 30 * 86_400_000;

/** A condition of a kind to begin with: one that already means something, so that its count is there at once. */
export function startOf(kind: Kind, choices: Choices): Mapping {
  const [trait] = choices.traits;
  const [source] = (choices.streams[0] ?? '').split('.');
  const starts: Record<Kind, Mapping> = {
    trait: { trait: trait?.name ?? '', exists: true },
    event: { event: Object.keys(choices.events)[0] ?? '' },
    consent: { consent: choices.purposes[0] ?? '', is: 'granted' },
    identifier: { identifier: choices.namespaces[0] ?? '', exists: true },
    segment: { segment: choices.segments[0] ?? '' },
    seen: { seen: 'last', within: '90d' },
    source: { source: source ?? '' },
    identity: { identity: 'records', at_least: 2 },
    sample: { sample: 'test', share: '10%' },
    near: { near: [52.52, 13.4], within: '10km' },
    until: { until: new Date(Date.now() + IN_A_MONTH).toISOString().slice(0, 10) },
  };
  return starts[kind];
}

/** What stands in the place of the kind where a condition is written as YAML. */
export const RAW = 'yaml';

export const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word);

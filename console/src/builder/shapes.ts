import { isMapping, isScalar, type Mapping, type Value } from './yaml';

/** The kinds of condition that are no lists of others, by the key that each begins with. */
export const KINDS = [
  'trait',
  'event',
  'consent',
  'identifier',
  'segment',
  'seen',
  'source',
  'identity',
  'sample',
  'near',
  'until',
] as const;
export type Kind = (typeof KINDS)[number];

type Shape = (value: Value) => boolean;

const list: Shape = (value) => Array.isArray(value) && value.every(isScalar);
const flag: Shape = (value) => typeof value === 'boolean';
const pair: Shape = (value) => Array.isArray(value) && value.length === 2 && value.every(isScalar);
const of =
  (shapes: Record<string, Shape>, required: string[] = []): Shape =>
  (value) =>
    isMapping(value) &&
    required.every((key) => key in value) &&
    Object.entries(value).every(([key, part]) => shapes[key]?.(part) ?? false);
const oneOrMany =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) ? value.every(shape) : shape(value);

const age = of({ at_least: isScalar, at_most: isScalar });
const checks: Record<string, Shape> = {
  equals: isScalar,
  in: list,
  exists: flag,
  at_least: isScalar,
  at_most: isScalar,
  more_than: isScalar,
  less_than: isScalar,
  between: pair,
  starts_with: isScalar,
  ends_with: isScalar,
  contains: isScalar,
  includes: isScalar,
  includes_any: list,
  includes_all: list,
  within: isScalar,
  before: isScalar,
  next: isScalar,
  age,
  anniversary: isScalar,
};

/** The checks, in the order in which they are offered. */
export const CHECKS = Object.keys(checks);

/** One check and no more, beside the other keys. */
const checked =
  (shapes: Record<string, Shape>, required: string[]): Shape =>
  (value) =>
    of({ ...shapes, ...checks, ignore_case: flag, ignore_accents: flag }, required)(value) &&
    isMapping(value) &&
    CHECKS.filter((key) => key in value).length === 1;

const filter: Record<string, Shape> = {
  where: oneOrMany(checked({ property: isScalar }, ['property'])),
  hours: of({ days: list, from: isScalar, to: isScalar }),
};
const step: Shape = (value) =>
  of({ ...filter, event: isScalar, within: isScalar }, ['event'])(value) ||
  of({ ...filter, without: isScalar, within: isScalar }, ['without'])(value);
const numbers = { at_least: isScalar, at_most: isScalar, between: pair, equals: isScalar };
const counted = checked({}, []);
const measured = checked({ of: isScalar }, ['of']);

const measures: Record<string, Shape> = {
  count: counted,
  days: counted,
  sessions: (value) => of({ ...numbers, gap: isScalar }, ['gap'])(value) && checked({ gap: isScalar }, [])(value),
  distinct: measured,
  sum: measured,
  average: measured,
  min: measured,
  max: measured,
  first: checked({ of: isScalar }, []),
  last: checked({ of: isScalar }, []),
};

/** What can be measured of events, in the order in which it is offered. */
export const MEASURES = Object.keys(measures);

/** Which moments of events count. */
export const WINDOWS = ['within', 'before', 'between'];

const event = of(
  {
    event: isScalar,
    zone: isScalar,
    ...filter,
    then: (value) => Array.isArray(value) && value.every(step),
    within: isScalar,
    before: isScalar,
    between: pair,
    ...measures,
  },
  ['event'],
);

const shapes: Record<Kind, Shape> = {
  trait: checked({ trait: isScalar }, ['trait']),
  seen: checked({ seen: isScalar }, ['seen']),
  identifier: checked({ identifier: isScalar }, ['identifier']),
  identity: checked({ identity: isScalar }, ['identity']),
  consent: of({ consent: isScalar, is: isScalar }, ['consent', 'is']),
  segment: of({ segment: isScalar }, ['segment']),
  event: (value) => event(value) && isMapping(value) && one(value, MEASURES) && one(value, WINDOWS),
  source: of({ source: isScalar, stream: isScalar }, ['source']),
  near: of({ near: pair, within: isScalar, latitude: isScalar, longitude: isScalar }, ['near', 'within']),
  sample: of({ sample: isScalar, share: isScalar, from: isScalar, to: isScalar }, ['sample']),
  until: of({ until: isScalar, zone: isScalar }, ['until']),
};

const one = (value: Mapping, keys: readonly string[]) => keys.filter((key) => key in value).length <= 1;

/** The kind of a condition that the builder has fields for; undefined for what it shows as text. */
export const kindOf = (condition: Value): Kind | undefined => KINDS.find((kind) => shapes[kind](condition));

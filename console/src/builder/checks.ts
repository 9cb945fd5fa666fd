import { CHECKS } from './shapes';
import { type Mapping, put, type Value, without } from './yaml';

/** What kind of value is asked about, which decides what can be asked. */
export type Domain = 'text' | 'number' | 'date' | 'moment' | 'yes or no' | 'list' | 'unknown';

const DOMAINS: Record<string, Domain> = {
  whole: 'number',
  decimal: 'number',
  money: 'number',
  date: 'date',
  datetime: 'moment',
  boolean: 'yes or no',
  list: 'list',
};

/** Of a type of the profile schema; unknown where the hub does not tell it. */
export const domainOf = (type: string | undefined): Domain =>
  type === undefined ? 'unknown' : (DOMAINS[type] ?? 'text');

/** A choice of the builder: what is asked. A check of presence is two, for that is how people think of it. */
export interface Ask {
  /** Distinguishes it from others. */
  id: string;
  label: string;
  key: string;
  /** What is asked for to begin with. */
  start: Value;
}

const ask = (key: string, label: string, start: Value = '', id = key): Ask => ({ id, label, key, start });

const KNOWN = [ask('exists', 'is known', true), ask('exists', 'is not known', false, 'absent')];
const SAME = [ask('equals', 'is'), ask('in', 'is one of', [])];
const ORDER = [
  ask('at_least', 'is at least'),
  ask('more_than', 'is more than'),
  ask('at_most', 'is at most'),
  ask('less_than', 'is less than'),
  ask('between', 'is between', ['', '']),
];
const LATER = [
  ask('at_least', 'is on or after'),
  ask('more_than', 'is after'),
  ask('at_most', 'is on or before'),
  ask('less_than', 'is before'),
  ask('between', 'is between', ['', '']),
];
const PARTS = [ask('starts_with', 'starts with'), ask('ends_with', 'ends with'), ask('contains', 'contains')];
const ITEMS = [
  ask('includes', 'includes'),
  ask('includes_any', 'includes any of', []),
  ask('includes_all', 'includes all of', []),
];
const CLOCK = [
  ask('within', 'is in the last', '30d'),
  ask('before', 'is longer ago than', '90d'),
  ask('next', 'is in the next', '30d'),
];
const YEARLY = [ask('age', 'is so many years ago', { at_least: 18 }), ask('anniversary', 'comes round within', '7d')];

const BY_DOMAIN: Record<Domain, Ask[]> = {
  text: [...SAME, ...PARTS, ...KNOWN],
  number: [...ORDER, ...SAME, ...KNOWN],
  date: [...CLOCK, ...LATER, ...YEARLY, ...SAME, ...KNOWN],
  moment: [...CLOCK, ...LATER, ...SAME, ...KNOWN],
  'yes or no': [ask('equals', 'is', true), ...KNOWN],
  list: [...ITEMS, ...KNOWN],
  unknown: [...SAME, ...PARTS, ...ORDER, ...ITEMS, ...KNOWN],
};

/** What can be asked of a value; what is asked already is among it, even where it does not suit. */
export function asksOf(domain: Domain, condition: Mapping): Ask[] {
  const offered = BY_DOMAIN[domain];
  const present = askedOf(condition);
  if (!present || offered.some(({ id }) => id === present)) {
    return offered;
  }
  const other = Object.values(BY_DOMAIN)
    .flat()
    .find(({ id }) => id === present);
  return other ? [...offered, other] : offered;
}

/** Which of the choices a condition asks. */
export function askedOf(condition: Mapping): string | undefined {
  const key = CHECKS.find((any) => any in condition);
  return key === 'exists' && condition.exists === false ? 'absent' : key;
}

/** Asks something else; a value that fits there too is kept. */
export function asking(condition: Mapping, { key, start }: Ask): Mapping {
  const before = condition[CHECKS.find((any) => any in condition) ?? ''];
  const alike = !Array.isArray(before) && typeof before === typeof start && before !== '' && key !== 'exists';
  const clock = ['within', 'before', 'next', 'anniversary'].includes(key);
  const keep = before !== undefined && alike && (!clock || /^\d+[a-z]+$/.test(String(before)));
  return put(without(condition, [...CHECKS, 'ignore_case', 'ignore_accents']), key, keep ? before : start);
}

/** Whether letters may be taken for alike whatever their case. */
export const isTextual = (key: string): boolean =>
  ['equals', 'in', 'starts_with', 'ends_with', 'contains'].includes(key);

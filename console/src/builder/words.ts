import { CHECKS, type Kind } from './shapes';
import { isMapping, mapping, type Mapping, text, texts, type Value } from './yaml';

/** How the builder calls the kinds of condition. */
export const KIND_WORDS: Record<Kind, string> = {
  trait: 'Trait',
  event: 'Event',
  consent: 'Consent',
  identifier: 'Identifier',
  segment: 'Segment',
  seen: 'First or last seen',
  source: 'Source',
  identity: 'Identity',
  sample: 'Random share',
  near: 'Place',
  until: 'Until a day',
};

/** How the builder calls what is measured of events. */
export const MEASURE_WORDS: Record<string, string> = {
  count: 'number of events',
  days: 'number of days with any',
  sessions: 'number of sessions',
  distinct: 'number of different values',
  sum: 'sum',
  average: 'average',
  min: 'smallest value',
  max: 'largest value',
  first: 'first event',
  last: 'last event',
};

const UNITS: Record<string, string> = { d: 'day', h: 'hour', m: 'minute', s: 'second', ms: 'millisecond' };

/** Such as "90 days" of 90d. */
export function length(value: Value | undefined): string {
  const [, amount, unit] = /^(\d+)(ms|[dhms])$/.exec(text(value)) ?? [];
  const word = unit === undefined ? undefined : UNITS[unit];
  return amount === undefined || word === undefined ? text(value) : `${amount} ${word}${amount === '1' ? '' : 's'}`;
}

export const listed = (items: string[], joint: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1) ?? ''}`;

const MOST = 5;

function some(value: Value | undefined, joint: string): string {
  const all = texts(value);
  const more = all.length - MOST;
  return more > 0 ? `${all.slice(0, MOST).join(', ')} ${joint} ${more} more` : listed(all, joint);
}

function years(value: Value): string {
  const { at_least: least, at_most: most } = mapping(value);
  if (least !== undefined && most !== undefined) {
    return `is ${text(least)} to ${text(most)} years ago`;
  }
  return most === undefined ? `is at least ${text(least)} years ago` : `is at most ${text(most)} years ago`;
}

const SAID: Record<string, (value: Value) => string> = {
  equals: (value) => `is ${text(value) || 'empty'}`,
  in: (value) => `is ${some(value, 'or')}`,
  exists: (value) => (value === false ? 'is not known' : 'is known'),
  at_least: (value) => `is at least ${text(value)}`,
  at_most: (value) => `is at most ${text(value)}`,
  more_than: (value) => `is more than ${text(value)}`,
  less_than: (value) => `is less than ${text(value)}`,
  between: (value) => `is between ${listed(texts(value), 'and')}`,
  starts_with: (value) => `starts with ${text(value)}`,
  ends_with: (value) => `ends with ${text(value)}`,
  contains: (value) => `contains ${text(value)}`,
  includes: (value) => `includes ${text(value)}`,
  includes_any: (value) => `includes ${some(value, 'or')}`,
  includes_all: (value) => `includes ${some(value, 'and')}`,
  within: (value) => `is in the last ${length(value)}`,
  before: (value) => `is longer ago than ${length(value)}`,
  next: (value) => `is in the next ${length(value)}`,
  age: years,
  anniversary: (value) => (text(value) === '0d' ? 'comes round today' : `comes round in the next ${length(value)}`),
};

/** What is asked of a value, such as "is at least 18". */
export function checkWords(condition: Mapping): string {
  const key = CHECKS.find((any) => any in condition);
  const value = key === undefined ? undefined : condition[key];
  const said = key === undefined || value === undefined ? '' : (SAID[key]?.(value) ?? '');
  const ignored = ['case', 'accents'].filter((what) => condition[`ignore_${what}`] === true);
  return ignored.length === 0 ? said : `${said} (ignoring ${listed(ignored, 'and')})`;
}

/** Such as "3 times or more". */
export function timesWords(check: Value | undefined): string {
  if (!isMapping(check)) {
    return 'at least once';
  }
  if (check.at_least !== undefined) {
    return text(check.at_least) === '1' ? 'at least once' : `${text(check.at_least)} times or more`;
  }
  if (check.at_most !== undefined) {
    return `${text(check.at_most)} times at most`;
  }
  const [low, high] = texts(check.between);
  return check.between === undefined ? `exactly ${text(check.equals)} times` : `${low ?? ''} to ${high ?? ''} times`;
}

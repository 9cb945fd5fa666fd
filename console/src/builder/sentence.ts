import { kindOf, type Kind, MEASURES } from './shapes';
import { checkWords, length, listed, MEASURE_WORDS, timesWords } from './words';
import { isMapping, mapping, mappings, type Mapping, text, texts, type Value } from './yaml';

/** A definition's condition in words: "Everybody whose country is DE or AT, and who did order_completed at least once." */
export const sentence = (condition: Value): string => `Everybody ${clause(condition)}.`;

/** The segments that a condition names. */
export function segmentsIn(condition: Value): string[] {
  if (!isMapping(condition)) {
    return [];
  }
  const inner = [condition.not, condition.of, condition.all, condition.any].flatMap((part) => part ?? []);
  const own = kindOf(condition) === 'segment' ? [text(condition.segment)] : [];
  return [...new Set([...own, ...inner.flatMap(segmentsIn)])];
}

function clause(condition: Value): string {
  if (!isMapping(condition)) {
    return 'who meets a condition that is not finished';
  }
  if (Array.isArray(condition.all)) {
    return joined(condition.all, 'and', 'at all');
  }
  if (Array.isArray(condition.any)) {
    return joined(condition.any, 'or', 'who meets none of no conditions, which is nobody');
  }
  if (condition.not !== undefined) {
    return negated(condition.not);
  }
  if (condition.top !== undefined && condition.of !== undefined) {
    const first = condition.order === 'lowest' ? 'lowest' : 'highest';
    return `among the ${text(condition.top)} with the ${first} ${text(condition.by)} of those ${clause(condition.of)}`;
  }
  const kind = kindOf(condition);
  return kind ? SAID[kind](condition) : 'who meets a condition written as YAML';
}

function joined(parts: Value[], joint: string, none: string): string {
  const clauses = parts.map((part) => (isList(part) && parts.length > 1 ? `(${clause(part)})` : clause(part)));
  if (clauses.length === 0) {
    return none;
  }
  return clauses.length === 1
    ? clauses.join('')
    : `${clauses.slice(0, -1).join(', ')}, ${joint} ${clauses.at(-1) ?? ''}`;
}

const isList = (part: Value): boolean =>
  isMapping(part) && [part.all, part.any].some((list) => Array.isArray(list) && list.length > 1);

function negated(part: Value): string {
  if (isMapping(part) && kindOf(part) === 'event' && MEASURES.every((key) => !(key in part))) {
    return `who did not do ${happening(part)}`;
  }
  if (isMapping(part) && kindOf(part) === 'segment') {
    return `who is not in segment ${text(part.segment)}`;
  }
  return `of whom it is not true that they are somebody ${clause(part)}`;
}

const SAID: Record<Kind, (condition: Mapping) => string> = {
  trait: (it) => `whose ${text(it.trait)} ${checkWords(it)}`,
  event: events,
  consent: (it) =>
    it.is === 'unknown'
      ? `who said nothing about ${text(it.consent)}`
      : `who ${it.is === 'granted' ? 'consented to' : 'refused'} ${text(it.consent)}`,
  identifier: (it) =>
    it.exists === undefined ? held(it) : `who has ${it.exists === false ? 'no' : 'a'} ${text(it.identifier)}`,
  segment: (it) => `who is in segment ${text(it.segment)}`,
  seen: (it) => `whose ${text(it.seen)} record ${checkWords(it)}`,
  source: (it) => `of whom source ${[it.source, it.stream].map(text).filter(Boolean).join('.')} has a record`,
  identity: (it) =>
    it.identity === 'divided'
      ? `whose identity ${it.equals === false ? 'was not' : 'was'} divided by a limit or a decision`
      : `whose number of records ${checkWords(it)}`,
  sample: (it) =>
    it.share === undefined
      ? `in the lot ${text(it.sample)} from ${text(it.from) || '0%'} to ${text(it.to) || '100%'}`
      : `in a random share of ${text(it.share)} named ${text(it.sample)}`,
  near: (it) => `within ${text(it.within)} of ${texts(it.near).join(', ')}`,
  until: (it) => `until ${text(it.until)} begins${zoned(it)}`,
};

const held = (it: Mapping): string => `whose number of identifiers ${text(it.identifier)} ${checkWords(it)}`;

function events(it: Mapping): string {
  const key = MEASURES.find((any) => any in it);
  if (key === undefined || key === 'count') {
    return text(mapping(it.count).at_most) === '0'
      ? `who did not do ${happening(it)}`
      : `who did ${happening(it)} ${timesWords(it.count)}`;
  }
  const check = mapping(it[key]);
  const property = text(check.of);
  const gap = check.gap === undefined ? '' : ` (${length(check.gap)} of silence apart)`;
  const measured = `${MEASURE_WORDS[key] ?? key}${gap}${property && ` of ${property}`}`;
  return `whose ${measured} in ${happening(it)} ${checkWords(check)}`;
}

function happening(it: Mapping): string {
  return [
    text(it.event ?? it.without),
    filters(it),
    hours(it.hours),
    ...mappings(it.then).map(step),
    window(it),
    zoned(it),
  ]
    .filter(Boolean)
    .join(' ');
}

function filters(it: Mapping): string {
  const asked = mappings(it.where).map((filter) => `${text(filter.property)} ${checkWords(filter)}`);
  return asked.length === 0 ? '' : `where ${listed(asked, 'and')}`;
}

function step(it: Mapping): string {
  const within = it.within === undefined ? '' : ` within ${length(it.within)}`;
  const what = [text(it.event ?? it.without), filters(it), hours(it.hours)].filter(Boolean).join(' ');
  return it.event === undefined ? `and then, without ${what}${within},` : `and then ${what}${within},`;
}

function hours(value: Value | undefined): string {
  if (!isMapping(value)) {
    return '';
  }
  const days = texts(value.days);
  const clock =
    value.from === undefined && value.to === undefined
      ? ''
      : `between ${text(value.from) || '00:00'} and ${text(value.to) || '24:00'}`;
  return [days.length > 0 && `on ${listed(days, 'or')}`, clock].filter(Boolean).join(' ');
}

/** By whose clock it is meant. */
const zoned = (it: Mapping): string => (it.zone === undefined ? '' : ` by the clock of ${text(it.zone)}`);

function window(it: Mapping): string {
  if (it.within !== undefined) {
    return `in the last ${length(it.within)}`;
  }
  if (it.before !== undefined) {
    return `longer ago than ${length(it.before)}`;
  }
  const [from, to] = texts(it.between);
  if (from === undefined || to === undefined) {
    return '';
  }
  return from.includes('-') ? `from ${from} to ${to}` : `between ${length(from)} and ${length(to)} ago`;
}

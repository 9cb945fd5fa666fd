import type { RuleGroupType, RuleType } from 'react-querybuilder';
import { isMapping, isScalar, type Mapping, type Value } from './yaml';

/** A condition that is no list of others; turned round if it must fail. */
export interface Rule extends RuleType<'condition', 'holds' | 'fails', Value> {
  id: string;
}

/** Several conditions, or the one that a group of its own is put around because the builder knows no other place for it. */
export interface Group extends RuleGroupType<Rule, 'all' | 'any'> {
  id: string;
  rules: (Rule | Group)[];
  meta?: Meta;
}

/** What a group means beside what every tree of rules can say. */
export interface Meta {
  /** It stands for its only part, not for a list of it. */
  bare?: boolean;
  /** Only so many of those in it: the keys of a 'top' condition but for its 'of'. */
  top?: Mapping;
}

const isMeta = (meta: unknown): meta is Meta => typeof meta === 'object' && meta !== null;

/** Of a group as the library hands it on. */
export const metaOf = (group: object): Meta => ('meta' in group && isMeta(group.meta) ? group.meta : {});

export const isGroup = (part: Rule | Group): part is Group => 'rules' in part;

let last = 0;
/** Unique in this page, so that a field keeps its cursor while the tree around it changes. */
export const nextId = () => `c${(last += 1)}`;

const rule = (value: Value, operator: Rule['operator']): Rule => ({
  id: nextId(),
  field: 'condition',
  operator,
  value,
});

const group = (combinator: Group['combinator'], rules: Group['rules'], more: Partial<Group> = {}): Group => ({
  id: nextId(),
  combinator,
  rules,
  ...more,
});

const only = (value: Value, key: string): Value | undefined =>
  isMapping(value) && Object.keys(value).length === 1 ? value[key] : undefined;

const parts = (value: Value, key: string): Value[] | undefined => {
  const list = only(value, key);
  return Array.isArray(list) ? list : undefined;
};

/** A condition as the builder shows it. Nothing is lost: {@link toCondition} gives the same back. */
export function toQuery(condition: Value): Group {
  const part = toPart(condition);
  return isGroup(part) ? part : group('all', [part], { meta: { bare: true } });
}

function toPart(condition: Value): Rule | Group {
  const all = parts(condition, 'all');
  const any = parts(condition, 'any');
  if (all ?? any) {
    return group(all ? 'all' : 'any', (all ?? any ?? []).map(toPart));
  }
  const not = only(condition, 'not');
  if (not !== undefined) {
    return turned(toPart(not));
  }
  return toTop(condition) ?? rule(condition, 'holds');
}

function turned(part: Rule | Group): Rule | Group {
  if (isGroup(part)) {
    return part.not || part.meta?.top
      ? group('all', [part], { meta: { bare: true }, not: true })
      : { ...part, not: true };
  }
  return part.operator === 'holds'
    ? { ...part, operator: 'fails' }
    : group('all', [part], { meta: { bare: true }, not: true });
}

function toTop(condition: Value): Group | undefined {
  if (!isMapping(condition) || !isScalar(condition.top) || condition.of === undefined) {
    return undefined;
  }
  const { of, ...top } = condition;
  const known = Object.entries(top).every(([key, value]) => ['top', 'by', 'order'].includes(key) && isScalar(value));
  if (!known) {
    return undefined;
  }
  const inner = toQuery(of);
  return inner.meta?.top
    ? group('all', [inner], { meta: { bare: true, top } })
    : { ...inner, meta: { ...inner.meta, top } };
}

/** What the builder shows, as the condition it means. */
export function toCondition(part: Rule | Group): Value {
  if (!isGroup(part)) {
    return part.operator === 'fails' ? { not: part.value } : part.value;
  }
  const [first] = part.rules;
  const inner = standsForOne(part) && first ? toCondition(first) : { [part.combinator]: part.rules.map(toCondition) };
  const turned = part.not ? { not: inner } : inner;
  return part.meta?.top ? { ...part.meta.top, of: turned } : turned;
}

export const standsForOne = (part: Group): boolean => part.meta?.bare === true && part.rules.length === 1;

const flat = (part: Rule | Group): (Rule | Group)[] => [part, ...(isGroup(part) ? part.rules.flatMap(flat) : [])];

/** What a part says itself, without what is in it. */
const own = (part: Rule | Group): string =>
  JSON.stringify(isGroup(part) ? [part.combinator, part.not, part.meta] : [part.operator, part.value]);

/** The id of the part that differs between two trees of the same parts; empty if parts were added, moved or removed. */
export function changedPart(before: Group, after: Group): string {
  const [old, fresh] = [flat(before), flat(after)];
  if (old.map(({ id }) => id).join() !== fresh.map(({ id }) => id).join()) {
    return '';
  }
  return old.find((part, at) => fresh[at] && own(part) !== own(fresh[at]))?.id ?? '';
}

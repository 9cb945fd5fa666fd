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
  /** Stands for its only part, not for a list of it. */
  bare?: boolean;
  /** Only so many of those in it: the keys of a 'top' condition but for its 'of'. */
  top?: Mapping;
}

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
  return isGroup(part) ? part : group('all', [part], { bare: true });
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
    return part.not || part.top ? group('all', [part], { bare: true, not: true }) : { ...part, not: true };
  }
  return part.operator === 'holds' ? { ...part, operator: 'fails' } : group('all', [part], { bare: true, not: true });
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
  return inner.top ? group('all', [inner], { bare: true, top }) : { ...inner, top };
}

/** What the builder shows, as the condition it means. */
export function toCondition(part: Rule | Group): Value {
  if (!isGroup(part)) {
    return part.operator === 'fails' ? { not: part.value } : part.value;
  }
  const [first] = part.rules;
  const inner = standsForOne(part) && first ? toCondition(first) : { [part.combinator]: part.rules.map(toCondition) };
  const turned = part.not ? { not: inner } : inner;
  return part.top ? { ...part.top, of: turned } : turned;
}

export const standsForOne = (part: Group): boolean => part.bare === true && part.rules.length === 1;

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { draftOf, textOf } from './draft';
import { CHECKS, KINDS, kindOf } from './shapes';
import { read, write } from './text';
import { changedPart, isGroup, toCondition, toQuery } from './tree';
import { type Value } from './yaml';

const DOCS = '../docs';
const page = (path: string) => readFileSync(`${DOCS}/${path}`, 'utf8');

/** Conditions as people write them, one a line. */
const EXAMPLES = `
{all: [{trait: country, in: ["DE", "NO"]}, {not: {trait: age, at_least: 18}}]}
{any: [{trait: tier, equals: "gold "}, {trait: nick, starts_with: "O'"}, {all: []}]}
{trait: spend, less_than: 9999999999999999999.999999}
{trait: postcode, equals: "01067"}
{trait: active, equals: true}
{trait: word, equals: "null"}
{trait: seen, at_most: 2026-11-24T08:30:00.000001Z}
{trait: tier, in: ["a", "b"], ignore_case: true, ignore_accents: true}
{trait: born, age: {at_least: 18, at_most: 64}}
{not: {not: {trait: tel, exists: false}}}
{not: {not: {not: {any: []}}}}
{not: {all: [{consent: ads, is: unknown}]}}
{all: [{all: [{all: [{seen: last, before: 90d}]}]}]}
{identity: divided, equals: true}
{near: [52.52, 13.4], within: 10km, latitude: lat, longitude: lon}
{sample: test, from: 10%, to: 12.5%}
{top: 100, by: spend, of: {trait: active, equals: true}}
{top: 100, by: born, order: lowest, of: {all: []}}
{not: {top: 5, by: spend, of: {not: {any: [{until: 2026-12-31}, {source: crm, stream: leads}]}}}}
{top: 5, by: spend, of: {top: 9, by: age, of: {not: {segment: vip}}}}
{event: page_view, where: {property: path, equals: /}}
{event: page_view, hours: {days: [sat, sun], from: "22:00", to: "06:00"}, zone: Europe/Berlin, before: 30d, days: {at_least: 2}}
{event: page_view, then: [{without: page_view, within: 1h}, {event: order, within: 7d}], between: [90d, 30d], count: {at_least: 1}}
{event: page_view, sessions: {gap: 30m, at_least: 3}}
{event: order_completed, last: {of: coupon, exists: false}}
{something: new, that: [the, {builder: [does, not, know]}]}
{trait: age, at_least: 1, at_most: 2}
{all: [{any: nonsense}, null, text, 7], of: 3}
{all: [null, {}, {all: [1]}, {top: 3, of: {}}, {top: 3, by: x, from: y, of: {all: []}}]}
`
  .trim()
  .split('\n');

function reading(condition: string): Value {
  const found = read(`segment: s\nwhere: ${condition}\n`);
  if ('problem' in found) {
    throw new Error(found.problem);
  }
  return found.definition.where ?? null;
}

test.each(EXAMPLES)('%s comes back from the builder', (example) => {
  const condition = reading(example);
  expect(toCondition(toQuery(condition))).toEqual(condition);
});

test.each(EXAMPLES)('%s comes back from the text', (example) => {
  const condition = reading(example);
  expect(reading(write({ where: condition }).replace(/^where:/, ''))).toEqual(condition);
});

test('every block of YAML in the explanation of segments comes back', () => {
  const blocks = [...page('explanation/segments.md').matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => yaml ?? '');
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) {
    const condition = reading(`\n${block.replace(/^/gm, '  ')}`);
    expect(kindOf(condition)).toBe('event');
    expect(toCondition(toQuery(condition))).toEqual(condition);
  }
});

/** What the reference says a key holds, as a value. */
const HELD: [RegExp, string][] = [
  [/^one of (\w+)/, '$1'],
  [/list of text/, '[a, b]'],
  [/list of a number/, '[1.5, 2]'],
  [/condition on a property/, '{property: p, equals: b}'],
  [/^a list of a step/, '[{event: e}]'],
  [/true or false/, 'true'],
  [/^an age/, '{at_least: 18}'],
  [/hours of the week/, '{days: [mon], from: "18:00"}'],
  [/^sessions/, '{gap: 30m, at_least: 2}'],
  [/different values|a measure/, '{of: p, at_least: 2}'],
  [/a count|the first or the last/, '{at_least: 2}'],
];
const held = (what: string) => {
  const [pattern, value] = HELD.find(([any]) => any.test(what)) ?? [];
  return value?.replace('$1', pattern?.exec(what)?.[1] ?? '') ?? '3';
};

test('every key of every kind in the reference has its field, and comes back', () => {
  const sections = page('reference/segments.md').split(/^## /m);
  let keys = 0;
  for (const kind of KINDS) {
    const section = sections.find((any) => any.startsWith(`\`${kind}\``)) ?? '';
    const rows = [...section.matchAll(/^\| `(\w+)` \| ([^|]+) \| (yes)? ?\|/gm)];
    const required = rows.filter(([, , , must]) => must);
    const others = rows.filter(([, , , must]) => !must);
    expect(required.map(([, key]) => key)).toContain(kind);
    for (const [, key = '', what = ''] of others.length > 0 ? others : required) {
      const fixed = required.map(([, name = '', holds = '']) => `${name}: ${name === 'near' ? '[1, 2]' : held(holds)}`);
      const own = key === 'between' ? '[1, 2]' : held(what);
      const check =
        CHECKS.includes(key) || !['trait', 'seen', 'identifier', 'identity'].includes(kind) ? '' : ', equals: a';
      const all = [...fixed.filter((any) => !any.startsWith(`${key}:`)), `${key}: ${own}`];
      const condition = reading(`{${all.join(', ')}${check}}`);
      expect(kindOf(condition), JSON.stringify(condition)).toBe(kind);
      expect(toCondition(toQuery(condition))).toEqual(condition);
      keys += 1;
    }
  }
  expect(keys).toBeGreaterThan(90);
});

/** The same tree for the same seed. */
function randomTree(seed: number): Value {
  let state = seed;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const several = (depth: number): Value[] => Array.from({ length: below(4) }, () => tree(depth - 1));
  const tree = (depth: number): Value => {
    switch (depth === 0 ? 4 + below(2) : below(6)) {
      case 0:
        return { all: several(depth) };
      case 1:
        return { any: several(depth) };
      case 2:
        return { not: tree(depth - 1) };
      case 3:
        return { top: below(9), by: 'spend', ...(below(2) ? { order: 'lowest' } : {}), of: tree(depth - 1) };
      case 4:
        return { strange: below(9) };
      default:
        return reading(EXAMPLES[below(EXAMPLES.length)] ?? '');
    }
  };
  return tree(5);
}

test('any tree comes back from the builder, and from its text', () => {
  for (let seed = 1; seed <= 2_000; seed += 1) {
    const condition = randomTree(seed);
    expect(toCondition(toQuery(condition))).toEqual(condition);
    if (seed % 10 === 0) {
      expect(reading(write({ where: condition }).replace(/^where:/, ''))).toEqual(condition);
    }
  }
});

test('a draft that nobody changed is the text it was read from, comments and all', () => {
  const source = '# Who buys.\nsegment: buyers # all of them\nwhere: { event: order_completed } # ever\n';
  const draft = draftOf(source);
  expect('problem' in draft ? draft.problem : textOf(draft)).toBe(source);
});

test('a condition added to the only one makes a list of both', () => {
  const query = toQuery({ trait: 'country', equals: 'DE' });
  const [first] = query.rules;
  expect(
    first && !isGroup(first) && toCondition({ ...query, rules: [first, { ...first, id: 'x', operator: 'fails' }] }),
  ).toEqual({
    all: [{ trait: 'country', equals: 'DE' }, { not: { trait: 'country', equals: 'DE' } }],
  });
});

test('a change within one part is told from one of the tree', () => {
  const query = toQuery({
    all: [
      { trait: 'a', equals: 'x' },
      { trait: 'b', equals: 'y' },
    ],
  });
  const [first, second] = query.rules;
  if (!first || !second || isGroup(first)) {
    throw new Error('there are two conditions');
  }
  expect(changedPart(query, { ...query, rules: [{ ...first, operator: 'fails' }, second] })).toBe(first.id);
  expect(changedPart(query, { ...query, not: true })).toBe(query.id);
  expect(changedPart(query, { ...query, rules: [second, first] })).toBe('');
  expect(changedPart(query, { ...query, rules: [first] })).toBe('');
});

import { expect, test } from 'vitest';
import type { Shapes } from '../api/client';
import { countsById, troublesOf } from './places';
import { type Group, isGroup, type Rule, toQuery } from './tree';

const leaf = (name: string) => ({ trait: name, equals: 1 });

function at(group: Group, ...path: number[]): Rule | Group {
  return path.reduce((part: Rule | Group, index) => {
    const child = isGroup(part) ? part.rules[index] : undefined;
    if (!child) {
      throw new Error(`nothing at ${path.join('.')}`);
    }
    return child;
  }, group);
}

const count = (condition: string, parts: Shapes['ConditionCount'][] = []): Shapes['ConditionCount'] => ({
  condition,
  profiles: condition.length,
  parts,
});

test('counts find their conditions through what is turned round, topped, bare and expiring', () => {
  // Given
  const query = toQuery({
    all: [{ not: leaf('a') }, { top: 5, by: 'x', of: { not: { any: [leaf('b')] } } }, { not: { not: leaf('c') } }],
  });
  const counts = count('expiring', [
    count('all', [
      count('not a', [count('a')]),
      count('top', [count('not any', [count('any', [count('b!')])])]),
      count('not not c', [count('not c', [count('c')])]),
    ]),
    count('until'),
  ]);
  // When
  const found = countsById(query, counts, true);
  // Then
  expect(found.get(query.id)?.condition).toBe('all');
  expect(found.get(at(query, 0).id)?.condition).toBe('not a');
  expect(found.get(at(query, 1).id)?.condition).toBe('top');
  expect(found.get(at(query, 1, 0).id)?.condition).toBe('b!');
  expect(found.get(at(query, 2).id)?.condition).toBe('not not c');
  expect(found.get(at(query, 2, 0).id)?.condition).toBe('not c');
});

test('the only condition is counted, though a group stands around it', () => {
  const query = toQuery(leaf('a'));
  expect(countsById(query, count('a'), false).get(at(query, 0).id)?.condition).toBe('a');
});

test.each([
  ['where.any[1].trait', [1], 'trait'],
  ['where.any[0].not.equals', [0], 'equals'],
  ['where.any[2].of.not.all[1].where.property', [2, 1], 'where.property'],
  ['where.any[2].by', [2], 'by'],
  ['where.any[3].not.not.segment', [3, 0], 'segment'],
  ['where.any[4].then[0].event', [4], 'then[0].event'.replace('[0]', '.0')],
])('a problem at %s is shown there', (path, place, key) => {
  const query = toQuery({
    any: [
      { not: leaf('a') },
      leaf('b'),
      { top: 5, by: 'x', of: { not: { all: [leaf('c'), { event: 'e', where: { property: 'p', equals: 1 } }] } } },
      { not: { not: { segment: 's' } } },
      { event: 'e', then: [{ event: 'f' }] },
    ],
  });
  const { byId, rest } = troublesOf(query, `store/segment/s.yaml:3: ${path}: there is none. Mend it.`);
  expect(rest).toEqual([]);
  expect(byId.get(at(query, ...place).id)).toEqual([{ key, message: 'there is none. Mend it.' }]);
});

test('what belongs to no condition stands apart', () => {
  const { byId, rest } = troublesOf(toQuery(leaf('a')), 'store/segment/s.yaml:1: expires: this is no day.');
  expect(byId.size).toBe(0);
  expect(rest).toEqual(['Line 1: expires: this is no day.']);
});

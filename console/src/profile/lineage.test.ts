import { expect, test } from 'vitest';
import { cut, mergedInto, type Step, told } from './lineage';

const step = (kind: Step['kind'], profileId: number, otherId: number): Step => ({
  id: 1,
  at: '2026-11-27T12:00:00Z',
  kind,
  profileId,
  otherId,
  cause: 'import crm.customers, run 7',
  subjects: [otherId],
});

test('those who became part of a profile are named once', () => {
  expect(mergedInto(4, [step('merge', 4, 9), step('split', 4, 9), step('merge', 4, 9), step('merge', 2, 4)])).toEqual([
    9,
  ]);
});

test('a merge and a split are told from the one who stays', () => {
  expect(told(step('merge', 4, 9))).toBe('profile 9 became part of profile 4');
  expect(told(step('split', 4, 9))).toBe('profile 9 was split off profile 4');
});

test('a split cuts what those who leave share with those who stay', () => {
  const link = (namespace: string, ...subjects: number[]) => ({ namespace, value: 'a***', subjects });
  const links = [link('email', 1, 2), link('phone', 2, 3), link('card', 3, 4)];
  expect(cut(links, new Set([3, 4])).map(({ namespace }) => namespace)).toEqual(['phone']);
});

import { expect, test } from 'vitest';
import { cohortsOf, heat, matrixOf } from './numbers';

test('cohorts are lines of as many weeks as the longest, and what is not there stays apart from none', () => {
  const rows = [
    { cohort: '2026-11-02', weeks_later: 0, profiles: 200 },
    { cohort: '2026-11-02', weeks_later: 2, profiles: 50 },
    { cohort: '2026-11-09', weeks_later: 0 },
  ];
  expect(cohortsOf(rows)).toEqual([
    { cohort: '2026-11-02', size: 200, weeks: [200, undefined, 50] },
    { cohort: '2026-11-09', size: 0, weeks: [undefined, undefined, undefined] },
  ]);
});

test('a pair is told from both of its sides', () => {
  const matrix = matrixOf([{ a: 'x', b: 'y', in_a: 10, in_b: 40, both: 4, of_a: 0.4, of_b: 0.1 }], ['x', 'y']);
  expect(matrix[0]?.[1]).toMatchObject({ both: 4, of_a: 0.4 });
  expect(matrix[1]?.[0]).toMatchObject({ both: 4, of_a: 0.1 });
  expect(matrix[0]?.[0]).toBeUndefined();
});

test.each([
  [0, 0],
  [0.01, 1],
  [0.5, 3],
  [1, 5],
])('a share of %d is %d dark', (share, step) => {
  expect(heat(share)).toBe(step);
});

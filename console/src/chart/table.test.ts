import { expect, test } from 'vitest';
import { everyDay, number, part, pivot, shown } from './table';

test('each type is a column, and what did not happen is 0', () => {
  const rows = [
    { day: '2026-11-01', type: 'order', events: 3 },
    { day: '2026-11-01', type: 'view', events: 5 },
    { day: '2026-11-02', type: 'view', events: 7 },
  ];
  expect(pivot(rows, 'day', 'type', 'events')).toEqual({
    series: ['order', 'view'],
    rows: [
      { day: '2026-11-01', order: 3, view: 5 },
      { day: '2026-11-02', order: 0, view: 7 },
    ],
  });
});

test('days without anything are there', () => {
  const rows = everyDay([{ day: '2026-02-28', n: 4 }], 'day', '2026-02-27', '2026-03-01', ['n']);
  expect(rows).toEqual([
    { day: '2026-02-27', n: 0 },
    { day: '2026-02-28', n: 4 },
    { day: '2026-03-01', n: 0 },
  ]);
});

test.each([
  [part('a', 'A'), { a: 0.3921 }, '39.2%'],
  [number('a', 'A'), { a: 24326 }, '24,326'],
  [number('a', 'A'), {}, 'fewer than 5'],
])('a cell reads as people write it', (column, row, words) => {
  expect(shown(column, row)).toBe(words);
});
